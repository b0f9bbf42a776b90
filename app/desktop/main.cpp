// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "program.h"

#include "core/version.h"
#include "desktop/application_bus.h"
#include "desktop/data_folder.h"
#include "desktop/link_events.h"
#include "desktop/wheel.h"
#include "system/foreground.h"
#include "system/hung_threads.h"
#include "system/standard_streams.h"
#include "system/stop_signals.h"
#include "transport/proxies.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QIcon>
#include <QQuickStyle>

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace banter;
using namespace banter::desktop;

namespace {

int complain(const QString &sentence, int code = 1)
{
    sayTo(Stream::Error, QStringLiteral("banter: ") + sentence + u'\n');
    return code;
}

// What keeps the program from its data is said in its window: who clicked on an icon sees no terminal.
int showTrouble(Options options, const QString &sentence)
{
    complain(sentence);
    options.signIn.reset();
    options.demo = false;
    const QTemporaryDir nothing;
    Program program(options, nothing.path());
    program.setTrouble(sentence);
    StopSignals stop;
    QObject::connect(&stop, &StopSignals::asked, qGuiApp, [] { QCoreApplication::exit(); });
    if (program.start())
        QGuiApplication::exec();
    return 1;
}

int give(const Answer &answer)
{
    sayTo(answer.code == 0 ? Stream::Output : Stream::Error, answer.text + u'\n');
    return answer.code;
}

// Help and version are for terminals without a display, too: asked for before Qt looks for one, and without Qt's own
// options, which only it can take out of the command line.
std::optional<Answer> answerWithoutDisplay(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto read = readOptions(arguments, QProcessEnvironment::systemEnvironment());
    const auto *answer = std::get_if<Answer>(&read);
    return answer && answer->code == 0 ? std::optional(*answer) : std::nullopt;
}

// The desktop knows one program of this name, which is the one that it starts by itself: on the usual folder.
std::unique_ptr<ApplicationBus> desktopsBus(const Options &options)
{
    const bool isUsual = options.dataDir.isEmpty() && !options.demo && options.screenshot.isEmpty();
    return isUsual ? std::make_unique<ApplicationBus>() : nullptr;
}

int run(const Options &options, const QElapsedTimer &sinceStart)
{
    const QTemporaryDir demoFolder;
    const Result<QString> folder = dataFolder(options.demo ? demoFolder.path() : options.dataDir);
    if (!folder.ok())
        return showTrouble(options, folder.error().message);
    SingleInstance instance(folder.value());
    const Result<SingleInstance::Outcome> claimed = instance.claim(qgetenv("XDG_ACTIVATION_TOKEN"), options.linkText);
    if (!claimed.ok())
        return showTrouble(options, claimed.error().message);
    if (claimed.value() == SingleInstance::Outcome::Raised)
        return complain(QStringLiteral("Banter runs on this folder already; its window was shown."), 0);

    Program program(options, folder.value());
    if (options.selfTest)
        return program.selfTest();
    StopSignals stop;
    QObject::connect(&stop, &StopSignals::asked, qGuiApp, [] { QCoreApplication::exit(); });
    QObject::connect(&instance, &SingleInstance::raiseWanted, &program, &Program::raise);
    LinkEvents links(*qGuiApp);
    QObject::connect(&links, &LinkEvents::wanted, &program,
                     [&program](const QString &link) { program.raise({}, link); });
    const std::unique_ptr<ApplicationBus> bus = desktopsBus(options);
    if (bus) {
        QObject::connect(bus.get(), &ApplicationBus::activateWanted, &program,
                         [&program](const QByteArray &activation) { program.raise(activation); });
        QObject::connect(
            bus.get(), &ApplicationBus::openWanted, &program,
            [&program](const QString &uri, const QByteArray &activation) { program.raise(activation, uri); });
    }
    if (options.traceStart) {
        QObject::connect(&program, &Program::firstFrame, qGuiApp, [&sinceStart] {
            sayTo(Stream::Error, QStringLiteral("first frame after %1 ms\n").arg(sinceStart.elapsed()));
        });
    }
    if (!program.start())
        return complain(QStringLiteral("the interface could not be loaded."));
    links.listen();
    return QGuiApplication::exec();
}

// The application object ends with it, and what hangs then is known.
int runApplication(int argc, char **argv, const QElapsedTimer &sinceStart)
{
    if (const std::optional<Answer> answer = answerWithoutDisplay(argc, argv))
        return give(*answer);
    letWheelTurnsFinish();
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    nameApplication(QStringLiteral("chat.banter.Banter"));
    QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("banter"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Banter"));
    QGuiApplication::setApplicationVersion(programVersion());
    QGuiApplication::setDesktopFileName(QStringLiteral("chat.banter.Banter"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/banter.svg")));
    useSystemProxies();

    const auto read = readOptions(app.arguments(), QProcessEnvironment::systemEnvironment());
    if (const auto *answer = std::get_if<Answer>(&read))
        return give(*answer);
    return run(std::get<Options>(read), sinceStart);
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    const int code = runApplication(argc, argv, sinceStart);
    if (wereThreadsLeft()) {
        std::fflush(nullptr);
        std::_Exit(code);
    }
    return code;
}
