// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server_options.h"

#include "core/stop_signals.h"
#include "server/embedded_server.h"

#include <QCoreApplication>

#include <cstdio>

using namespace banter;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banter-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BANTER_VERSION));

    const ParsedOptions parsed = parseServerOptions(app.arguments());
    if (!parsed.text.isEmpty())
        std::fputs(qPrintable(parsed.text + u'\n'), parsed.exitCode == 0 ? stdout : stderr);
    if (!parsed.options)
        return parsed.exitCode;

    StopSignals signals;
    EmbeddedServer server;
    QObject::connect(&signals, &StopSignals::asked, &app, &QCoreApplication::quit);
    QObject::connect(&server, &EmbeddedServer::trouble, &app, [](const QString &sentence) {
        const QString line = sentence.isEmpty() ? QStringLiteral("The database can be written again.") : sentence;
        std::fputs(qPrintable(QStringLiteral("banter-server: ") + line + u'\n'), stderr);
    });
    const Result<QUrl> address = server.start(*parsed.options);
    if (!address.ok()) {
        std::fputs(qPrintable(QStringLiteral("banter-server: ") + address.error().message + u'\n'), stderr);
        return address.error().code == ErrorCode::BadRequest ? 2 : 1; // an address that is none is wrong usage
    }
    std::fputs(qPrintable(QStringLiteral("listening on ") + address.value().toString() + u'\n'), stdout);
    std::fflush(stdout);
    const int code = QCoreApplication::exec();
    server.stop();
    return code;
}
