// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include "dialects/registry/registry.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_options {

using namespace banter;
using namespace banter::cli;

class tst_Options final : public QObject {
    Q_OBJECT

private:
    static QProcessEnvironment environment()
    {
        QProcessEnvironment result;
        result.insert(QStringLiteral("PW"), QStringLiteral("correct horse"));
        result.insert(QStringLiteral("TOKEN"), QStringLiteral("abc"));
        result.insert(QStringLiteral("EMPTY"), QString());
        return result;
    }

    /// `line` without the program's name, split at spaces.
    static std::variant<Options, Answer> read(const char *line)
    {
        return readOptions(QStringLiteral("banter-cli ").append(QLatin1String(line)).split(u' '), environment());
    }

    /// With what every command needs before it.
    static std::variant<Options, Answer> readGood(const char *line)
    {
        return read(QByteArray("--server ws://127.0.0.1:7788 --user ann --password-env PW ").append(line).constData());
    }

private Q_SLOTS:
    void readsWhatAllCommandsShare()
    {
        const auto parsed =
            read("--server wss://chat.example:443/x --user ann --password-env PW --data /tmp/d session");
        QVERIFY(std::holds_alternative<Options>(parsed));
        const Options &options = std::get<Options>(parsed);
        QCOMPARE(options.action, Options::Action::Session);
        QCOMPARE(options.server, QUrl(QStringLiteral("wss://chat.example:443/x")));
        QCOMPARE(options.dialect, dialectNames().constFirst());
        QCOMPARE(options.credentials.method, Credentials::Method::Password);
        QCOMPARE(options.credentials.user, QStringLiteral("ann"));
        QCOMPARE(options.credentials.secret, QStringLiteral("correct horse"));
        QCOMPARE(options.dataDir, QStringLiteral("/tmp/d"));
        QCOMPARE(options.patienceMs, 0);
    }

    void choosesTheWebSocket()
    {
        QCOMPARE(std::get<Options>(readGood("rooms")).webSocket, WebSocketKind::Auto);
        QCOMPARE(std::get<Options>(readGood("rooms --websocket auto")).webSocket, WebSocketKind::Auto);
        QCOMPARE(std::get<Options>(readGood("rooms --websocket own")).webSocket, WebSocketKind::Own);
        QCOMPARE(std::get<Options>(readGood("rooms --websocket qt")).webSocket, WebSocketKind::Qt);
        for (const char *wrong : {"''", "Own", "none"})
            QVERIFY(std::holds_alternative<Answer>(readGood((QByteArray("rooms --websocket ") + wrong).constData())));
    }

    void readsTheNumberOfTries()
    {
        QCOMPARE(std::get<Options>(readGood("tail lobby")).maxTries, 0); // for ever
        QCOMPARE(std::get<Options>(readGood("tail lobby --tries 5")).maxTries, 5);
        for (const char *wrong : {"0", "-1", "many", "1.5", "99999999999"})
            QVERIFY(std::holds_alternative<Answer>(readGood((QByteArray("tail lobby --tries ") + wrong).constData())));
    }

    void readsTheCommands()
    {
        const auto sent = readGood("send lobby good morning --batch june --timeout 2.5");
        QVERIFY(std::holds_alternative<Options>(sent));
        QCOMPARE(std::get<Options>(sent).rooms, QStringList{QStringLiteral("lobby")});
        QCOMPARE(std::get<Options>(sent).text.value_or(QString()), QStringLiteral("good morning"));
        QCOMPARE(std::get<Options>(sent).batch, QStringLiteral("june"));
        QCOMPARE(std::get<Options>(sent).patienceMs, 2500);

        const auto piped = readGood("send lobby");
        QVERIFY(!std::get<Options>(piped).text.has_value());
        QCOMPARE(std::get<Options>(piped).patienceMs, 30'000);

        const auto dashed = readGood("send lobby -- -5 degrees --help");
        QCOMPARE(std::get<Options>(dashed).text.value_or(QString()), QStringLiteral("-5 degrees --help"));

        const auto tailed = readGood("tail lobby den lobby --since 0");
        QCOMPARE(std::get<Options>(tailed).rooms, (QStringList{QStringLiteral("lobby"), QStringLiteral("den")}));
        QCOMPARE(std::get<Options>(tailed).since.value_or(-1), 0);

        const auto made = readGood("register --print-token");
        QCOMPARE(std::get<Options>(made).credentials.method, Credentials::Method::Register);
        QVERIFY(std::get<Options>(made).printToken);
        QVERIFY(std::get<Options>(made).credentials.code.isEmpty());
        const auto invited = readGood("register --code 0123-4567-89ab");
        QCOMPARE(std::get<Options>(invited).credentials.code, QStringLiteral("0123-4567-89ab"));
        // A member's link has it.
        const QByteArray link = "--server ws://127.0.0.1:7788?code=0123 --user ann --password-env PW ";
        for (const auto &[line, code] : {std::pair("register", "0123"), std::pair("register --code 4567", "4567")}) {
            const auto linked = read((link + line).constData());
            QCOMPARE(std::get<Options>(linked).credentials.code, QString::fromLatin1(code));
            QCOMPARE(std::get<Options>(linked).server, QUrl(QStringLiteral("ws://127.0.0.1:7788")));
        }
    }

    void takesATokenWithoutAName()
    {
        const auto parsed = read("--server ws://h:1 --token-env TOKEN rooms");
        QVERIFY(std::holds_alternative<Options>(parsed));
        QCOMPARE(std::get<Options>(parsed).credentials.method, Credentials::Method::Token);
        QCOMPARE(std::get<Options>(parsed).credentials.secret, QStringLiteral("abc"));
    }

    void refusesWhatMakesNoSense_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("about");
        const auto row = [](const char *name, const char *line, const char *about) {
            QTest::newRow(name) << QByteArray(line) << QString::fromLatin1(about);
        };
        const QByteArray good = "--server ws://h:1 --user a --password-env PW ";
        row("no command", good.trimmed().constData(), "a command is missing");
        row("no such command", (good + "shout").constData(), "'shout'");
        row("no server", "--user a --password-env PW rooms", "--server");
        row("no address", "--server nonsense --user a --password-env PW rooms", "'nonsense'");
        row("http", "--server http://h:1 --user a --password-env PW rooms", "ws://");
        row("no host", "--server ws:/// --user a --password-env PW rooms", "ws://");
        row("password in the address", "--server ws://a:b@h:1 --user a --password-env PW rooms", "--password-env");
        row("no name", "--server ws://h:1 --password-env PW rooms", "--user");
        row("a store needs a name", "--server ws://h:1 --token-env TOKEN --data d rooms", "--user");
        row("no secret", "--server ws://h:1 --user a rooms", "--password-env");
        row("two secrets", "--server ws://h:1 --user a --password-env PW --token-env TOKEN rooms", "exactly one");
        row("unset", "--server ws://h:1 --user a --password-env NONE rooms", "'NONE' is not set");
        row("empty secret", "--server ws://h:1 --user a --password-env EMPTY rooms", "'EMPTY' is empty");
        row("register by token", "--server ws://h:1 --user a --token-env TOKEN register", "--password-env");
        row("dialect", (good + "--dialect klingon rooms").constData(), "'klingon'");
        row("unknown option", (good + "--shout rooms").constData(), "shout");
        row("send without room", (good + "send").constData(), "room");
        row("tail without room", (good + "tail").constData(), "room");
        row("tail with a nameless room", (good + "tail ").constData(), "room");
        row("too many words", (good + "rooms lobby").constData(), "'lobby'");
        row("batch elsewhere", (good + "tail lobby --batch b").constData(), "--batch");
        row("since elsewhere", (good + "send lobby --since 1").constData(), "--since");
        row("since below 0", (good + "tail lobby --since=-1").constData(), "--since");
        row("since of words", (good + "tail lobby --since yesterday").constData(), "--since");
        row("token elsewhere", (good + "rooms --print-token").constData(), "--print-token");
        row("code elsewhere", (good + "rooms --code 0123").constData(), "--code");
        row("timeout of words", (good + "rooms --timeout soon").constData(), "--timeout");
        row("timeout not a number", (good + "rooms --timeout nan").constData(), "--timeout");
        row("timeout too long", (good + "rooms --timeout 86401").constData(), "--timeout");
        row("empty batch", (good + "send lobby --batch=").constData(), "--batch");
    }

    void refusesWhatMakesNoSense()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, about);
        const auto parsed = read(line.constData());
        QVERIFY(std::holds_alternative<Answer>(parsed));
        const Answer &answer = std::get<Answer>(parsed);
        QCOMPARE(answer.code, Exit::Usage);
        QVERIFY2(answer.text.contains(about), qPrintable(answer.text));
        QVERIFY2(!answer.text.contains(QLatin1String("correct horse")), "a secret was shown");
    }

    void helpsWithoutAnythingElse()
    {
        const auto all = read("--help");
        QVERIFY(std::holds_alternative<Answer>(all));
        QCOMPARE(std::get<Answer>(all).code, Exit::Done);
        for (const char *word : {"register", "rooms", "send", "tail", "session", "--dialect", "Exit codes"}) {
            QVERIFY2(std::get<Answer>(all).text.contains(QLatin1String(word)), word);
        }
        QVERIFY(std::get<Answer>(all).text.contains(dialectNames().constFirst()));
        const auto one = read("send --help");
        QVERIFY(std::get<Answer>(one).text.contains(QLatin1String("--batch NAME")));
        const auto version = read("--version");
        QCOMPARE(std::get<Answer>(version).code, Exit::Done);
        QVERIFY(std::get<Answer>(version).text.startsWith(QLatin1String("banter-cli ")));
    }
};

TEST_WITHOUT_APPLICATION(tst_Options)

} // namespace tst_options

#include "tst_options.moc"
