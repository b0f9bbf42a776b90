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

constexpr char Help[] =
    R"help(Usage: banter [--data DIR] [--theme light|dark] [--language en|zh_CN] [--size WxH] [--minimized] [LINK]
       banter --server URL --user NAME [--password-env VAR] [--register] [--dialect NAME] [--room ROOM]
       banter --host --user NAME --password-env VAR
       banter --demo

Chat in rooms that see you come, type and point. It starts with who was signed in last, or asks. Where it runs already,
that window is shown. LINK is banter://HOST, banter://HOST:PORT or banter://HOST:PORT/ROOM, or a member's link with
?code=CODE at its end: it is shown there, and nothing is done for it.

Options:
  --data DIR          keep everything in DIR
  --demo              a lively chat at once: a server and three members in this program; nothing is kept
  --server URL        sign in to the server at URL
  --dialect NAME      the server speaks NAME (%DIALECTS%), or what
                      the file of a profile says, whose name ends with .json
  --user NAME         sign in as NAME
  --password-env VAR  take the password, or the token, from the environment variable VAR
  --register          create the account first
  --room ROOM         show ROOM first, joining it if need be
  --host              host on this computer, with --user and --password-env
  --theme LOOK        be light or dark for this run
  --language LANG     speak LANG for this run: en or zh_CN
  --size WxH          open the window so many pixels wide and high
  --minimized         leave the window on the task bar at first, as when the desktop starts the program by itself
  --websocket KIND    carry WebSocket by the program's own code (own), by Qt's (qt), or by the own where Qt's fails
                      (auto), as it is unless said otherwise; also where this program hosts
  --screenshot FILE   save a picture of the window to FILE once it is still, and end
  --after MS          wait so many milliseconds more before the picture
  --self-test         load every page, QML module and icon and end: 0 when all are there
  --trace-start       tell on the standard error when the first frame was shown
  -h, --help          this text
  --version           the version

Exit codes: 0 done, 1 it could not be done, 2 wrong command line.
)help";

struct Parser {
    QCommandLineParser line;

    Parser()
    {
        line.addOptions({{{QStringLiteral("h"), QStringLiteral("help")}, {}},
                         {QStringLiteral("version"), {}},
                         {QStringLiteral("data"), {}, QStringLiteral("DIR")},
                         {QStringLiteral("demo"), {}},
                         {QStringLiteral("server"), {}, QStringLiteral("URL")},
                         {QStringLiteral("dialect"), {}, QStringLiteral("NAME")},
                         {QStringLiteral("user"), {}, QStringLiteral("NAME")},
                         {QStringLiteral("password-env"), {}, QStringLiteral("VAR")},
                         {QStringLiteral("register"), {}},
                         {QStringLiteral("room"), {}, QStringLiteral("ROOM")},
                         {QStringLiteral("host"), {}},
                         {QStringLiteral("theme"), {}, QStringLiteral("LOOK")},
                         {QStringLiteral("language"), {}, QStringLiteral("LANG")},
                         {QStringLiteral("size"), {}, QStringLiteral("WxH")},
                         {QStringLiteral("minimized"), {}},
                         {QStringLiteral("websocket"), {}, QStringLiteral("KIND")},
                         {QStringLiteral("screenshot"), {}, QStringLiteral("FILE")},
                         {QStringLiteral("after"), {}, QStringLiteral("MS")},
                         {QStringLiteral("self-test"), {}},
                         {QStringLiteral("trace-start"), {}}});
    }

    bool is(const char *name) const { return line.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return line.value(QLatin1String(name)); }
};

QString helpText()
{
    return QString::fromUtf8(Help)
        .replace(QLatin1String("%DIALECTS%"), dialectNames().join(QStringLiteral(", ")))
        .trimmed();
}

Answer wrong(const QString &sentence)
{
    return {2, QStringLiteral("banter: %1\nTry banter --help.\n").arg(sentence)};
}

std::optional<QString> readDialect(const Parser &parser, bool host, QString &dialect)
{
    dialect = dialectNames().first();
    if (!parser.is("dialect")) {
        return std::nullopt;
    }
    if (host) {
        return QStringLiteral("--dialect is for a server of others: it does not go with --host.");
    }
    dialect = parser.value("dialect");
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
    const bool wanted = parser.is("server") || options.host;
    const bool hasUser = parser.is("user");
    if (!wanted) {
        const bool needsIt = hasUser || parser.is("password-env") || parser.is("register") || parser.is("dialect");
        return needsIt ? std::optional(QStringLiteral(
                             "--user, --password-env, --dialect and --register need --server or --host."))
                       : std::nullopt;
    }
    if (parser.is("server") && options.host) {
        return QStringLiteral("--server and --host exclude each other.");
    }
    if (!hasUser) {
        return QStringLiteral("--server and --host need --user.");
    }
    if (options.host && !parser.is("password-env")) {
        return QStringLiteral("--host needs --password-env.");
    }
    SignInWish wish;
    if (const auto problem = readDialect(parser, options.host, wish.dialect)) {
        return problem;
    }
    if (!options.host) {
        const Result<QUrl> address = serverAddress(parser.value("server"));
        if (!address.ok()) {
            return address.error().message;
        }
        wish.server = address.value().toString();
    }
    wish.user = parser.value("user");
    wish.create = parser.is("register");
    if (parser.is("password-env")) {
        const QString variable = parser.value("password-env");
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
    if (parser.is("theme")) {
        const QString theme = parser.value("theme");
        if (theme != u"light" && theme != u"dark") {
            return QStringLiteral("--theme is light or dark.");
        }
        options.theme = theme == u"dark" ? SettingsModel::Dark : SettingsModel::Light;
    }
    if (parser.is("language")) {
        options.language = parser.value("language");
        if (*options.language != u"en" && *options.language != u"zh_CN") {
            return QStringLiteral("--language is en or zh_CN.");
        }
    }
    if (parser.is("size")) {
        static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{1,4})x([1-9][0-9]{1,4})$"));
        const QRegularExpressionMatch match = form.match(parser.value("size"));
        if (!match.hasMatch()) {
            return QStringLiteral("--size is the width, an x and the height in pixels, such as 900x640.");
        }
        options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    }
    return std::nullopt;
}

std::optional<QString> readWebSocket(const Parser &parser, Options &options)
{
    const std::optional<WebSocketKind> kind =
        parser.is("websocket") ? webSocketKindNamed(parser.value("websocket")) : WebSocketKind::Auto;
    options.webSocket = kind.value_or(WebSocketKind::Auto);
    return kind ? std::nullopt : std::optional(QStringLiteral("--websocket is own, qt or auto."));
}

std::optional<QString> readLink(const Parser &parser, Options &options)
{
    const QStringList words = parser.line.positionalArguments();
    if (words.isEmpty()) {
        return std::nullopt;
    }
    if (!words.first().startsWith(QLatin1String("banter:"))) {
        return QStringLiteral("%1 is not an option.").arg(words.first());
    }
    if (words.size() > 1) {
        return QStringLiteral("%1 is too much: it takes one link.").arg(words.at(1));
    }
    if (parser.is("demo") || parser.is("server") || options.host || parser.is("room")) {
        return QStringLiteral("a link says where to go: no --demo, --server, --host or --room.");
    }
    const Result<BanterLink> link = readBanterLink(words.first());
    if (!link.ok()) {
        return link.error().message;
    }
    options.link = link.value();
    options.linkText = words.first();
    return std::nullopt;
}

std::optional<QString> readScreenshot(const Parser &parser, Options &options)
{
    options.screenshot = parser.value("screenshot");
    if (parser.is("screenshot") && options.screenshot.isEmpty()) {
        return QStringLiteral("--screenshot needs a file's name.");
    }
    if (!parser.is("after")) {
        return std::nullopt;
    }
    constexpr qint64 LongestMs = 600'000;
    bool ok = false;
    options.screenshotAfterMs = parser.value("after").toLongLong(&ok);
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
    if (parser.is("help")) {
        return Answer{0, helpText()};
    }
    if (parser.is("version")) {
        return Answer{0, QStringLiteral("banter ") + programVersion()};
    }
    Options options;
    options.dataDir = parser.value("data");
    options.demo = parser.is("demo");
    options.host = parser.is("host");
    options.room = parser.value("room");
    options.selfTest = parser.is("self-test");
    options.traceStart = parser.is("trace-start") || environment.contains(QStringLiteral("BANTER_TRACE_START"));
    if (parser.is("data") && options.dataDir.isEmpty()) {
        return wrong(QStringLiteral("--data needs a folder's name."));
    }
    if (options.demo && (parser.is("data") || parser.is("server") || options.host)) {
        return wrong(QStringLiteral("--demo keeps nothing and has its own server: no --data, --server or --host."));
    }
    options.minimized = parser.is("minimized");
    for (const auto &problem :
         {readLink(parser, options), readSignIn(parser, environment, options), readLook(parser, options),
          readWebSocket(parser, options), readScreenshot(parser, options)}) {
        if (problem) {
            return wrong(*problem);
        }
    }
    return options;
}

} // namespace banter::desktop
