// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "options.h"

#include "core/version.h"
#include "dialects/registry/registry.h"
#include "models/server_address.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QRegularExpression>

namespace banter::desktop {

namespace {

struct Parser {
    QCommandLineParser line;
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};
    QCommandLineOption version{QStringLiteral("version"), QStringLiteral("Show the version.")};
    QCommandLineOption data{QStringLiteral("data"), QStringLiteral("Keep everything in DIR."), QStringLiteral("DIR")};
    QCommandLineOption demo{QStringLiteral("demo"),
                            QStringLiteral("A lively chat at once: a server and three members in this program. Nothing "
                                           "is kept.")};
    QCommandLineOption server{QStringLiteral("server"), QStringLiteral("Sign in to the server at URL."),
                              QStringLiteral("URL")};
    QCommandLineOption dialect{QStringLiteral("dialect"),
                               QStringLiteral("The server speaks NAME (%1), or what the file of a profile says.")
                                   .arg(dialectNames().join(QStringLiteral(", "))),
                               QStringLiteral("NAME|FILE.json")};
    QCommandLineOption user{QStringLiteral("user"), QStringLiteral("Sign in as NAME."), QStringLiteral("NAME")};
    QCommandLineOption password{QStringLiteral("password-env"),
                                QStringLiteral("Take the password, or the token, from the environment variable VAR."),
                                QStringLiteral("VAR")};
    QCommandLineOption create{QStringLiteral("register"), QStringLiteral("Create the account first.")};
    QCommandLineOption room{QStringLiteral("room"), QStringLiteral("Show ROOM first, joining it if need be."),
                            QStringLiteral("ROOM")};
    QCommandLineOption host{QStringLiteral("host"),
                            QStringLiteral("Host on this computer, with --user and --password-env.")};
    QCommandLineOption theme{QStringLiteral("theme"), QStringLiteral("Be light or dark for this run."),
                             QStringLiteral("light|dark")};
    QCommandLineOption language{QStringLiteral("language"), QStringLiteral("Speak LANG for this run: en or zh_CN."),
                                QStringLiteral("LANG")};
    QCommandLineOption size{QStringLiteral("size"), QStringLiteral("Open the window WxH pixels large."),
                            QStringLiteral("WxH")};
    QCommandLineOption screenshot{QStringLiteral("screenshot"),
                                  QStringLiteral("Save a picture of the window to FILE once it is still, and end."),
                                  QStringLiteral("FILE")};
    QCommandLineOption after{QStringLiteral("after"), QStringLiteral("Wait MS milliseconds more before the picture."),
                             QStringLiteral("MS")};
    QCommandLineOption selfTest{QStringLiteral("self-test"),
                                QStringLiteral("Load every page, QML module and icon and end: 0 when all are there.")};
    QCommandLineOption trace{QStringLiteral("trace-start"),
                             QStringLiteral("Tell on the standard error when the first frame was shown.")};

    Parser()
    {
        line.setApplicationDescription(QStringLiteral("Banter: chat and presence."));
        line.addOptions({help, version, data, demo, server, dialect, user, password, create, room, host, theme,
                         language, size, screenshot, after, selfTest, trace});
    }
};

Answer wrong(const QString &sentence)
{
    return {2, QStringLiteral("banter: %1\nTry banter --help.\n").arg(sentence)};
}

std::optional<QString> readDialect(const Parser &parser, bool host, QString &dialect)
{
    dialect = dialectNames().first();
    if (!parser.line.isSet(parser.dialect)) {
        return std::nullopt;
    }
    if (host) {
        return QStringLiteral("--dialect is for a server of others: it does not go with --host.");
    }
    dialect = parser.line.value(parser.dialect);
    if (dialectNames().contains(dialect)) {
        return std::nullopt;
    }
    if (isProfileFile(dialect)) { // it is found again at the next start, wherever that is
        dialect = QFileInfo(dialect).absoluteFilePath();
        return std::nullopt;
    }
    return QStringLiteral("there is no dialect %1. Known are %2, and files whose name ends in .json.")
        .arg(dialect, dialectNames().join(QStringLiteral(", ")));
}

std::optional<QString> readSignIn(const Parser &parser, const QProcessEnvironment &environment, Options &options)
{
    const bool wanted = parser.line.isSet(parser.server) || options.host;
    const bool hasUser = parser.line.isSet(parser.user);
    if (!wanted) {
        const bool needsIt = hasUser || parser.line.isSet(parser.password) || parser.line.isSet(parser.create) ||
                             parser.line.isSet(parser.dialect);
        return needsIt ? std::optional(QStringLiteral(
                             "--user, --password-env, --dialect and --register need --server or --host."))
                       : std::nullopt;
    }
    if (parser.line.isSet(parser.server) && options.host) {
        return QStringLiteral("--server and --host exclude each other.");
    }
    if (!hasUser) {
        return QStringLiteral("--server and --host need --user.");
    }
    if (options.host && !parser.line.isSet(parser.password)) {
        return QStringLiteral("--host needs --password-env.");
    }
    SignInWish wish;
    if (const auto problem = readDialect(parser, options.host, wish.dialect)) {
        return problem;
    }
    if (!options.host) {
        const Result<QUrl> address = serverAddress(parser.line.value(parser.server));
        if (!address.ok()) {
            return address.error().message;
        }
        wish.server = address.value().toString();
    }
    wish.user = parser.line.value(parser.user);
    wish.create = parser.line.isSet(parser.create);
    if (parser.line.isSet(parser.password)) {
        const QString variable = parser.line.value(parser.password);
        wish.password = environment.value(variable);
        if (wish.password.isEmpty()) {
            return QStringLiteral("the environment variable %1 is empty or not set.").arg(variable);
        }
    }
    options.signIn = wish;
    return std::nullopt;
}

std::optional<QString> readLook(const Parser &parser, Options &options)
{
    if (parser.line.isSet(parser.theme)) {
        const QString theme = parser.line.value(parser.theme);
        if (theme != u"light" && theme != u"dark") {
            return QStringLiteral("--theme is light or dark.");
        }
        options.theme = theme == u"dark" ? SettingsModel::Dark : SettingsModel::Light;
    }
    if (parser.line.isSet(parser.language)) {
        options.language = parser.line.value(parser.language);
        if (*options.language != u"en" && *options.language != u"zh_CN") {
            return QStringLiteral("--language is en or zh_CN.");
        }
    }
    if (parser.line.isSet(parser.size)) {
        static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{1,4})x([1-9][0-9]{1,4})$"));
        const QRegularExpressionMatch match = form.match(parser.line.value(parser.size));
        if (!match.hasMatch()) {
            return QStringLiteral("--size is the width, an x and the height in pixels, such as 900x640.");
        }
        options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    }
    return std::nullopt;
}

std::optional<QString> readScreenshot(const Parser &parser, Options &options)
{
    options.screenshot = parser.line.value(parser.screenshot);
    if (parser.line.isSet(parser.screenshot) && options.screenshot.isEmpty()) {
        return QStringLiteral("--screenshot needs a file's name.");
    }
    if (!parser.line.isSet(parser.after)) {
        return std::nullopt;
    }
    constexpr qint64 LongestMs = 600'000;
    bool ok = false;
    options.screenshotAfterMs = parser.line.value(parser.after).toLongLong(&ok);
    if (!ok || options.screenshotAfterMs < 0 || options.screenshotAfterMs > LongestMs) {
        return QStringLiteral("--after is a number of milliseconds up to 600000.");
    }
    if (options.screenshot.isEmpty()) {
        return QStringLiteral("--after needs --screenshot.");
    }
    return std::nullopt;
}

} // namespace

std::variant<Options, Answer> readOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    Parser parser;
    if (!parser.line.parse(arguments)) {
        return wrong(parser.line.errorText());
    }
    if (parser.line.isSet(parser.help)) {
        return Answer{0, parser.line.helpText()};
    }
    if (parser.line.isSet(parser.version)) {
        return Answer{0, QStringLiteral("banter %1\n").arg(programVersion())};
    }
    if (!parser.line.positionalArguments().isEmpty()) {
        return wrong(QStringLiteral("%1 is not an option.").arg(parser.line.positionalArguments().first()));
    }
    Options options;
    options.dataDir = parser.line.value(parser.data);
    options.demo = parser.line.isSet(parser.demo);
    options.host = parser.line.isSet(parser.host);
    options.room = parser.line.value(parser.room);
    options.selfTest = parser.line.isSet(parser.selfTest);
    options.traceStart = parser.line.isSet(parser.trace) || environment.contains(QStringLiteral("BANTER_TRACE_START"));
    if (parser.line.isSet(parser.data) && options.dataDir.isEmpty()) {
        return wrong(QStringLiteral("--data needs a folder's name."));
    }
    if (options.demo && (parser.line.isSet(parser.data) || parser.line.isSet(parser.server) || options.host)) {
        return wrong(QStringLiteral("--demo keeps nothing and has its own server: no --data, --server or --host."));
    }
    for (const auto &problem :
         {readSignIn(parser, environment, options), readLook(parser, options), readScreenshot(parser, options)}) {
        if (problem) {
            return wrong(*problem);
        }
    }
    return options;
}

} // namespace banter::desktop
