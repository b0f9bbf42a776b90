// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "service_manager.h"
#include "upkeep.h"

#include "core/version.h"
#include "system/standard_streams.h"
#include "system/stop_signals.h"

#include <QCoreApplication>
#include <QTimer>

namespace banter {
namespace {

ServerExit carryOut(const ServerAnswer &answer)
{
    sayTo(answer.exitCode == ServerExit::Done ? Stream::Output : Stream::Error, answer.text + u'\n');
    return answer.exitCode;
}

QString peopleHere(int people)
{
    return people == 1 ? QStringLiteral("1 person is here") : QStringLiteral("%1 people are here").arg(people);
}

/// Takes the socket of whoever started this, if there is one. False: what is wrong was said.
bool takeSocket(const ServiceManager &manager, ServerOptions &options)
{
    const auto given = manager.socket();
    if (!given.ok()) {
        complain(given.error().message);
        return false;
    }
    const ServerOptions usual;
    if (given.value() && (options.host != usual.host || options.port != usual.port)) {
        complain(QStringLiteral("--listen does not go with a socket that was handed over, which has its address. Under "
                                "systemd, change that of banter-server.socket."));
        return false;
    }
    options.socket = given.value();
    return true;
}

/// Says that the server is alive while its own thread answers, not only this one.
void keepSayingSo(ServiceManager &manager, EmbeddedServer &server, QTimer &timer)
{
    QObject::connect(&server, &EmbeddedServer::othersCounted, &timer,
                     [&manager](int people) { manager.sayAlive(peopleHere(people)); });
    QObject::connect(&timer, &QTimer::timeout, &server, [&server] { server.countOthers({}); });
    // Twice in the time, as sd_watchdog_enabled(3) has it.
    if (manager.patience().count() > 0)
        timer.start(manager.patience() / 2);
}

ServerExit carryOut(ServerOptions options)
{
    ServiceManager manager;
    if (!takeSocket(manager, options))
        return ServerExit::Usage;
    StopSignals signals;
    EmbeddedServer server;
    QCoreApplication &app = *QCoreApplication::instance();
    QObject::connect(&signals, &StopSignals::asked, &app, &QCoreApplication::quit);
    QObject::connect(&server, &EmbeddedServer::trouble, &app, [](const QString &sentence) {
        if (sentence.isEmpty())
            complain(QStringLiteral("The database can be written again."), Severity::Notice);
        else
            complain(sentence);
    });
    QObject::connect(&server, &EmbeddedServer::notice, &app,
                     [](const QString &sentence) { complain(sentence, Severity::Warning); });
    const Result<QUrl> address = server.start(options);
    if (!address.ok()) {
        complain(address.error().message);
        // An address that is none is wrong usage.
        return address.error().code == ErrorCode::BadRequest ? ServerExit::Usage : ServerExit::Failed;
    }
    sayTo(Stream::Output, QStringLiteral("listening on ") + address.value().toString() + u'\n');
    // For people to compare with what their programs show them.
    sayTo(Stream::Output, QStringLiteral("identity ") + server.fingerprint() + u'\n');
    manager.sayReady(QStringLiteral("Listening on ") + address.value().toString());
    QTimer aliveTimer;
    keepSayingSo(manager, server, aliveTimer);
    QCoreApplication::exec();
    manager.sayStopping();
    server.stop();
    return ServerExit::Done;
}

} // namespace
} // namespace banter

using namespace banter;

int main(int argc, char **argv)
{
    // Qt's own loop goes through its sockets several times faster than GLib's, which counts where there are thousands;
    // and nothing here needs GLib. Whoever set the variable, to whatever, is left to it.
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banter-server"));
    QCoreApplication::setApplicationVersion(programVersion());
    const ServerWish wish = readServerWish(QCoreApplication::arguments());
    return int(std::visit([](const auto &one) { return carryOut(one); }, wish));
}
