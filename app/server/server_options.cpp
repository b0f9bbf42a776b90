// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server_options.h"

#include <QCommandLineParser>

#include <cmath>

namespace banter {
namespace {

ParsedOptions usage(const QString &sentence)
{
    return {std::nullopt, QStringLiteral("banter-server: %1 See banter-server --help.").arg(sentence), 2};
}

// HOST:PORT with an IPv6 host in brackets, HOST, or :PORT.
bool readListen(const QString &text, ServerOptions *options)
{
    QUrl url;
    url.setScheme(QStringLiteral("ws"));
    url.setAuthority(text, QUrl::StrictMode);
    const bool clean = url.isValid() && url.userInfo().isEmpty() && !url.host().isEmpty();
    if (!clean)
        return false;
    options->host = url.host();
    options->port = quint16(url.port(0));
    return true;
}

} // namespace

ParsedOptions parseServerOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Banter's chat server, for a team on one machine."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    const QCommandLineOption version(QStringLiteral("version"), QStringLiteral("Show the version."));
    const QCommandLineOption data(QStringLiteral("data"), QStringLiteral("Folder that holds the database (needed)."),
                                  QStringLiteral("DIR"));
    const QCommandLineOption listen(QStringLiteral("listen"),
                                    QStringLiteral("Where to listen. Default 127.0.0.1:0; port 0 picks a free one."),
                                    QStringLiteral("HOST:PORT"));
    const QCommandLineOption rate(QStringLiteral("rate"),
                                  QStringLiteral("Messages a second and person. Default 20; 0 for no limit."),
                                  QStringLiteral("N"));
    parser.addOptions({help, version, data, listen, rate});
    if (!parser.parse(arguments))
        return usage(parser.errorText() + u'.');
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), 0};
    if (parser.isSet(version))
        return {std::nullopt, QStringLiteral("banter-server " BANTER_VERSION), 0};
    if (!parser.positionalArguments().isEmpty())
        return usage(QStringLiteral("It takes no argument but options."));
    ServerOptions options;
    options.dataDir = parser.value(data);
    if (options.dataDir.isEmpty())
        return usage(QStringLiteral("Say with --data where the data lives."));
    if (parser.isSet(listen) && !readListen(parser.value(listen), &options))
        return usage(QStringLiteral("--listen takes HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080."));
    if (parser.isSet(rate)) {
        bool number = false;
        options.ratePerSecond = parser.value(rate).toDouble(&number);
        if (!number || !std::isfinite(options.ratePerSecond) || options.ratePerSecond < 0 ||
            options.ratePerSecond > 1e6)
            return usage(QStringLiteral("--rate takes a number from 0 to 1000000."));
    }
    return {options, {}, 0};
}

} // namespace banter
