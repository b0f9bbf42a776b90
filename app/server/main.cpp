// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "upkeep.h"

#include "core/version.h"
#include "system/standard_streams.h"
#include "system/stop_signals.h"

#include <QCoreApplication>

namespace banter {
namespace {

ServerExit carryOut(const ServerAnswer &answer)
{
    sayTo(answer.exitCode == ServerExit::Done ? Stream::Output : Stream::Error, answer.text + u'\n');
    return answer.exitCode;
}

ServerExit carryOut(const ServerOptions &options)
{
    StopSignals signals;
    EmbeddedServer server;
    QCoreApplication &app = *QCoreApplication::instance();
    QObject::connect(&signals, &StopSignals::asked, &app, &QCoreApplication::quit);
    QObject::connect(&server, &EmbeddedServer::trouble, &app, [](const QString &sentence) {
        complain(sentence.isEmpty() ? QStringLiteral("The database can be written again.") : sentence);
    });
    const Result<QUrl> address = server.start(options);
    if (!address.ok()) {
        complain(address.error().message);
        // An address that is none is wrong usage.
        return address.error().code == ErrorCode::BadRequest ? ServerExit::Usage : ServerExit::Failed;
    }
    sayTo(Stream::Output, QStringLiteral("listening on ") + address.value().toString() + u'\n');
    // For people to compare with what their programs show them.
    sayTo(Stream::Output, QStringLiteral("identity ") + server.fingerprint() + u'\n');
    QCoreApplication::exec();
    server.stop();
    return ServerExit::Done;
}

} // namespace
} // namespace banter

using namespace banter;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banter-server"));
    QCoreApplication::setApplicationVersion(programVersion());
    const ServerWish wish = readServerWish(QCoreApplication::arguments());
    return int(std::visit([](const auto &one) { return carryOut(one); }, wish));
}
