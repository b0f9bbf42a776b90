// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/plain_words.h"
#include "core/text.h"
#include "models/close_text.h"
#include "models/error_text.h"
#include "models/people.h"
#include "models/server_address.h"
#include "models/text_rules.h"
#include "models/time_text.h"
#include "tests/support/test_program.h"
#include "transport/secrecy.h"

#include <QtTest>

namespace tst_words {

using namespace banter;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

constexpr WallMs Now = 1'700'000'000'000;

} // namespace

class WordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasASentenceOfItsOwn()
    {
        QSet<QString> sentences;
        const int last = static_cast<int>(ErrorCode::Internal);
        for (int code = 0; code <= last; ++code) {
            const QString sentence = errorText(static_cast<ErrorCode>(code));
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
            sentences.insert(sentence);
        }
        QCOMPARE(sentences.size(), last + 1);
    }

    void vagueErrorsCarryTheOthersWords()
    {
        const Error bad{ErrorCode::BadRequest, QStringLiteral("the name is too long"), 0};
        QVERIFY(errorText(bad, ErrorSource::OtherServer).contains(bad.message));
        const Error taken{ErrorCode::NameTaken, QStringLiteral("name taken"), 0};
        QCOMPARE(errorText(taken, ErrorSource::OtherServer), errorText(ErrorCode::NameTaken));
    }

    // They name parts of the wire, in English.
    void sentencesOfTheOwnProtocolStayInTheLog()
    {
        for (const ErrorCode code : {ErrorCode::BadRequest, ErrorCode::Internal, ErrorCode::BadText}) {
            const Error error{code, QStringLiteral("auth: secret: at least 8 characters are needed"), 0};
            const QString text = errorText(error, ErrorSource::OwnServer);
            QVERIFY2(!text.contains(QLatin1String("secret")) && text.endsWith(u'.'), qPrintable(text));
        }
    }

    void whoseDiskIsFullIsSaid()
    {
        const Error full{ErrorCode::StorageFull, QStringLiteral("full"), 0};
        QCOMPARE(errorText(full, ErrorSource::Here), errorText(ErrorCode::StorageFull));
        for (const ErrorSource server : {ErrorSource::OwnServer, ErrorSource::OtherServer}) {
            QVERIFY(errorText(full, server) != errorText(ErrorCode::StorageFull));
            QVERIFY(errorText(full, server).contains(QLatin1String("server")));
        }
        const Error fault{ErrorCode::Internal, {}, 0};
        QVERIFY(errorText(fault, ErrorSource::OwnServer) != errorText(ErrorCode::Internal));
    }

    void aStoredFailureIsTranslatedByItsCode()
    {
        for (const ErrorSource source :
             {ErrorSource::Here, ErrorSource::OwnServer, ErrorSource::HostedServer, ErrorSource::OtherServer}) {
            QCOMPARE(failureText(s("forbidden: you are no member"), source), errorText(ErrorCode::Forbidden));
            QCOMPARE(failureText(s("forbidden"), source), errorText(ErrorCode::Forbidden));
            QCOMPARE(failureText(s("too_large: no"), source), errorText(ErrorCode::TooLarge));
            QCOMPARE(failureText(s("unavailable: later"), source), errorText(ErrorCode::Unavailable));
            // Which of two wordings is the later one nobody knows where a server lost both.
            for (const char *failure : {"conflict: no", "already_sent: another wording has been sent"})
                QVERIFY(!failureText(s(failure), source).contains(u"earlier"));
        }
        const QString words = s("Something else: it broke");
        QCOMPARE(failureText(words, ErrorSource::OtherServer), words);
        QVERIFY(failureText(s("internal: oh"), ErrorSource::OtherServer).contains(u"oh"));
    }

    // The words of a message's failure are who refused it; those of the own protocol name parts of the wire.
    void aStoredFailureIsTheServersThatItCameFrom()
    {
        const QString full = s("storage_full: full");
        QCOMPARE(failureText(full, ErrorSource::Here), errorText(ErrorCode::StorageFull));
        QCOMPARE(failureText(full, ErrorSource::HostedServer), errorText(ErrorCode::StorageFull)); // this computer's
        for (const ErrorSource server : {ErrorSource::OwnServer, ErrorSource::OtherServer}) {
            QCOMPARE(failureText(full, server), troubleText(ConnectionTrouble::ServerFull, {}));
        }
        for (const char *failure :
             {"bad_request: send: text: not a string", "internal: send: oh", "newer_code: send: x"}) {
            for (const ErrorSource server : {ErrorSource::OwnServer, ErrorSource::HostedServer}) {
                const QString text = failureText(s(failure), server);
                QVERIFY2(!text.contains(s("send")) && text.endsWith(u'.'), qPrintable(text));
            }
        }
    }

    void everyTroubleHasASentenceButNone()
    {
        QVERIFY(troubleText(ConnectionTrouble::None, {}).isEmpty());
        QSet<QString> sentences;
        const int last = static_cast<int>(ConnectionTrouble::OtherServer);
        for (int trouble = 1; trouble <= last; ++trouble) {
            const QString sentence = troubleText(static_cast<ConnectionTrouble>(trouble), {});
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
            sentences.insert(sentence);
        }
        QCOMPARE(sentences.size(), last);
        for (int trouble = 1; trouble <= last; ++trouble) { // what the connection says for itself is no other side's
            const auto one = static_cast<ConnectionTrouble>(trouble);
            QCOMPARE(troubleText(one, sentence(connection::Trouble(trouble))), troubleText(one, {}));
        }
        const QString words = QStringLiteral("the certificate has expired");
        QVERIFY(troubleText(ConnectionTrouble::Tls, words).contains(words));
    }

    void everyCloseCodeHasASentence()
    {
        for (const int code : {1000, 1001, 1002, 1003, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 4001,
                               4003, 4500, 0, 2999}) {
            QVERIFY(closeText(code).endsWith(u'.'));
        }
        QVERIFY(closeText(4500) != closeText(2999));
        QVERIFY(closeText(1006) != closeText(1000));
        QCOMPARE(closeText(1005), closeText(1000));
    }

    void lastSeen_data()
    {
        QTest::addColumn<qint64>("agoMs");
        QTest::addColumn<QString>("text");
        QTest::newRow("ahead of us") << qint64(-90'000) << QStringLiteral("last seen just now");
        QTest::newRow("now") << qint64(0) << QStringLiteral("last seen just now");
        QTest::newRow("59 s") << qint64(59'999) << QStringLiteral("last seen just now");
        QTest::newRow("1 min") << qint64(60'000) << QStringLiteral("last seen 1 min ago");
        QTest::newRow("59 min") << qint64(3'599'999) << QStringLiteral("last seen 59 min ago");
        QTest::newRow("1 h") << qint64(3'600'000) << QStringLiteral("last seen 1 h ago");
        QTest::newRow("1 day") << qint64(86'400'000) << QStringLiteral("last seen 1 day(s) ago");
    }
    void lastSeen()
    {
        QFETCH(const qint64, agoMs);
        QTEST(lastSeenText(Now - agoMs, Now), "text");
    }

    void lastSeenLongAgoIsADate()
    {
        const WallMs then = Now - qint64(30) * 86'400'000;
        const QDate date = QDateTime::fromMSecsSinceEpoch(then).date();
        QVERIFY(lastSeenText(then, Now).contains(QLocale().toString(date, QLocale::ShortFormat)));
        QVERIFY(lastSeenText(0, Now).isEmpty());
    }

    void initials_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("initials");
        QTest::newRow("one word") << QStringLiteral("ann") << QStringLiteral("A");
        QTest::newRow("two words") << QStringLiteral("ann lee") << QStringLiteral("AL");
        QTest::newRow("three words") << QStringLiteral("ann de lee") << QStringLiteral("AD");
        QTest::newRow("dots") << QStringLiteral("ann.lee") << QStringLiteral("AL");
        QTest::newRow("leading marks") << QStringLiteral("__ann-b") << QStringLiteral("AB");
        QTest::newRow("no letters") << QStringLiteral("!!") << QStringLiteral("!");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("Chinese") << QStringLiteral("王小明") << QStringLiteral("王");
        QTest::newRow("beyond the first plane") << QStringLiteral("𝒜nn") << QStringLiteral("𝒜");
    }
    void initials()
    {
        QFETCH(const QString, name);
        QTEST(initialsOf(name), "initials");
    }

    void huesAreStableAndSpread()
    {
        // The figures are fixed for ever: people know each other by colour.
        QCOMPARE(hueOf(QString()), 61);
        QSet<int> hues;
        for (int i = 0; i < 1000; ++i) {
            const int hue = hueOf(QStringLiteral("user%1").arg(i));
            QVERIFY(hue >= 0 && hue < 360);
            hues.insert(hue);
        }
        QVERIFY(hues.size() > 250);
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *typed, const char *url) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(url);
        };
        row("ws://127.0.0.1:7777", "ws://127.0.0.1:7777");
        row("wss://chat.example.org", "wss://chat.example.org");
        row("wss://chat.example.org/room/", "wss://chat.example.org/room/");
        row("  localhost:9000 ", "ws://localhost:9000");
        row("192.168.1.7:7777", "ws://192.168.1.7:7777");
        row("10.0.0.1", "ws://10.0.0.1");
        row("172.31.255.1", "ws://172.31.255.1");
        row("172.32.0.1", "wss://172.32.0.1");
        row("nas.local:80", "ws://nas.local:80");
        row("[::1]:7777", "ws://[::1]:7777");
        row("[fd00::1]", "ws://[fd00::1]");
        row("[2001:db8::1]", "wss://[2001:db8::1]");
        row("nas", "ws://nas");
        row("nas.lan:7788", "ws://nas.lan:7788");
        row("chat.internal", "ws://chat.internal");
        row("chat.example.org", "wss://chat.example.org");
        row("chat.example.org:8443/ws", "wss://chat.example.org:8443/ws");
        row("WS://Example.org/", "ws://example.org");
        row("https://chat.example.org/notices", "https://chat.example.org/notices");
        row("http://10.0.0.1:3000", "http://10.0.0.1:3000");
    }
    void addresses()
    {
        QFETCH(const QString, typed);
        const Result<QUrl> got = serverAddress(typed);
        QVERIFY(got.ok());
        QTEST(got.value().toString(), "url");
    }

    void badAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"", "   ", "ftp://example.org", "ws://", "ws://user:pw@example.org", "a b", "host:0",
                                  "host:99999", "host:port", "ws://host/#part", "://x", "javascript://x"}) {
            QTest::newRow(*typed ? typed : "empty") << QString::fromUtf8(typed);
        }
    }
    void badAddresses()
    {
        QFETCH(const QString, typed);
        QVERIFY(!serverAddress(typed).ok());
    }

    // What is said while somebody types, and what the rule itself says of what is sent.
    void rulesOfNames_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("person"); // a part of the sentence; empty: all is well
        QTest::addColumn<QString>("room");
        QTest::newRow("nothing") << s("") << s("") << s("");
        QTest::newRow("plain") << s("ann") << s("") << s("");
        QTest::newRow("Chinese") << s("小红") << s("") << s("");
        QTest::newRow("blanks around it") << s(" ann ") << s("") << s("");
        QTest::newRow("decomposed") << s("Jose\u0301") << s("") << s("");
        QTest::newRow("a space") << s("ann lee") << s("space") << s("");
        QTest::newRow("two spaces") << s("ann  lee") << s("space") << s("two spaces");
        QTest::newRow("an at sign") << s("ann@home") << s("not @") << s("not @");
        QTest::newRow("an emoji") << s("ann🎉") << s("🎉") << s("🎉");
        QTest::newRow("an invisible character") << s("an\u200bn") << s("U+200B") << s("U+200B");
        QTest::newRow("nothing but dots") << s("...") << s("at least one letter") << s("at least one letter");
        QTest::newRow("33 characters") << s("a").repeated(33) << s("32 characters") << s("");
        QTest::newRow("65 characters") << s("a").repeated(65) << s("65") << s("64 characters");
    }
    void rulesOfNames()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, person);
        QFETCH(const QString, room);
        for (const auto &[fault, part] :
             {std::pair(TextRules::personFault(typed), person), std::pair(TextRules::roomFault(typed), room)}) {
            QCOMPARE(fault.isEmpty(), part.isEmpty());
            QVERIFY2(fault.contains(part), qPrintable(fault));
        }
        // The same as the rule itself says, of what is sent.
        const QString name = TextRules::asName(typed);
        if (!name.isEmpty()) {
            QCOMPARE(person.isEmpty(), checkUserName(name, protocol::limits::MaxUserChars).ok());
            QCOMPARE(room.isEmpty(), checkRoomName(name, protocol::limits::MaxRoomChars).ok());
        }
    }

    void rulesOfStatusTexts()
    {
        QVERIFY(TextRules::statusFault({}).isEmpty());
        QVERIFY(TextRules::statusFault(s("x").repeated(120)).isEmpty());
        QVERIFY(TextRules::statusFault(s("x").repeated(121)).contains(s("121")));
        QVERIFY(TextRules::statusFault(s("a\u202eb")).contains(s("U+202E")));
    }

    void rulesOfPasswords()
    {
        QVERIFY(TextRules::passwordNote({}).contains(u'8'));
        QVERIFY(TextRules::passwordNote(s("12345")).contains(u'3'));
        QVERIFY(TextRules::passwordNote(s("12345678")).isEmpty());
        QVERIFY(TextRules::passwordFault(s("小").repeated(341)).isEmpty());
        QVERIFY(!TextRules::passwordFault(s("小").repeated(342)).isEmpty()); // 1,026 bytes
    }

    void whatOthersCanRead_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("ws://127.0.0.1:7788") << false;
        QTest::newRow("ws://127.8.9.10:7788") << false;
        QTest::newRow("ws://[::1]:7788") << false;
        QTest::newRow("ws://[::ffff:127.0.0.1]:7788") << false;
        QTest::newRow("ws://localhost:7788") << false;
        QTest::newRow("http://LOCALHOST") << false;
        QTest::newRow("ws://chat.localhost") << false;
        QTest::newRow("wss://chat.example.org") << false;
        QTest::newRow("https://192.168.0.5") << false;
        QTest::newRow("ws://chat.example.org") << true;
        QTest::newRow("http://chat.example.org") << true;
        QTest::newRow("ws://192.168.0.5:7788") << true;
        QTest::newRow("ws://10.0.0.1") << true;
        QTest::newRow("ws://[fe80::1]") << true;
        QTest::newRow("ws://localhost.example.org") << true;
        QTest::newRow("ws://notlocalhost") << true;
        QTest::newRow("ws://printer.local") << true;
        QTest::newRow("ws://0.0.0.0:7788") << true;
    }
    void whatOthersCanRead()
    {
        QFETCH(bool, open);
        QCOMPARE(canBeReadOnTheWay(QUrl(QString::fromLatin1(QTest::currentDataTag()))), open);
    }
};

TEST_WITH_CORE_APPLICATION(WordsTest)

} // namespace tst_words

#include "tst_words.moc"
