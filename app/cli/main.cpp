// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "client.h"
#include "options.h"
#include "printable.h"
#include "standard_output.h"
#include "task.h"

#include "core/version.h"
#include "dialects/registry/registry.h"
#include "system/standard_streams.h"
#include "system/stop_signals.h"
#include "transport/proxies.h"
#include "transport/secrecy.h"

#include <QCoreApplication>

#include <cstdio>

using namespace banter;
using namespace banter::cli;

namespace {

void printError(const QString &text)
{
    sayTo(Stream::Error, text);
}

/// One sentence on one line: it may be the server's, who may have written anything.
void printSentence(const QString &sentence)
{
    printError(QStringLiteral("banter-cli: %1\n").arg(printable(sentence).trimmed()));
}

int answer(const Answer &answer, StandardOutput &out)
{
    if (answer.code == Exit::Done) {
        out.write(answer.text.toUtf8());
    } else {
        printError(answer.text);
    }
    return int(answer.code);
}

/// 0 when the profile is right; else its fault is told, with the line, and it is Exit::Failed.
int checkProfile(const QString &profile, StandardOutput &out)
{
    const Result<QByteArray> bytes =
        dialectNames().contains(profile) ? Result<QByteArray>(QByteArray()) : readProfile(profile);
    const Result<QString> summary = bytes ? profileSummary(profile, bytes.value()) : Result<QString>(bytes.error());
    if (!summary) {
        printSentence(summary.error().message);
        return int(Exit::Failed);
    }
    // What the file says of itself goes to a terminal.
    for (const QString &line : summary.value().split(u'\n', Qt::SkipEmptyParts))
        out.write(printable(line).toUtf8() + '\n');
    return int(Exit::Done);
}

/// Says that others can read the secret on the way, and asks whoever sits there. False: it must not go out.
bool mayGoOpenly(const Options &options)
{
    if (options.insecure || options.credentials.secret.isEmpty() || !canBeReadOnTheWay(options.server)) {
        return true;
    }
    const QString danger = QStringLiteral("the connection to %1 is not encrypted, and others can read the secret of "
                                          "--user on the way.")
                               .arg(options.server.host());
    if (!isTerminal(Stream::Input) || !isTerminal(Stream::Error)) {
        printSentence(danger + QStringLiteral(" Use an address that begins with wss://, or --insecure to send it all "
                                              "the same."));
        return false;
    }
    printSentence(danger);
    printError(QStringLiteral("Send it all the same? [y/N] "));
    QByteArray answer(16, '\0');
    return std::fgets(answer.data(), int(answer.size()), stdin) && (answer.at(0) == 'y' || answer.at(0) == 'Y');
}

int run(const Options &options, StandardOutput &out)
{
    if (!mayGoOpenly(options)) {
        return int(Exit::Usage);
    }
    const StopSignals stop;
    Result<std::unique_ptr<Client>> client = Client::open(options, out);
    if (!client) {
        printSentence(client.error().message);
        return int(Exit::Failed);
    }
    const std::unique_ptr<Task> task = makeTask(options, client.value()->tools(out));
    QObject::connect(&stop, &StopSignals::asked, task.get(), &Task::stop);
    QObject::connect(task.get(), &Task::warned, printSentence);
    QObject::connect(task.get(), &Task::finished, QCoreApplication::instance(), [](Exit code, const QString &sentence) {
        if (!sentence.isEmpty()) {
            printSentence(sentence);
        }
        QCoreApplication::exit(int(code));
    });
    task->start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banter-cli"));
    QCoreApplication::setApplicationVersion(programVersion());
    useSystemProxies();
    StandardOutput out;
    const auto parsed = readOptions(QCoreApplication::arguments(), QProcessEnvironment::systemEnvironment());
    if (const auto *answered = std::get_if<Answer>(&parsed)) {
        return answer(*answered, out);
    }
    const Options &options = std::get<Options>(parsed);
    return options.action == Options::Action::Check ? checkProfile(options.profile, out) : run(options, out);
}
