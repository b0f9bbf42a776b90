// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/confusables.h"
#include "core/text.h"
#include "server/confusable_names.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_confusable_names {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

const QString CyrillicA(QChar(0x0430));
const QString CyrillicO(QChar(0x043e));

Hello newAccount(const QString &name)
{
    return Hello{1, text("test/1"), {}, {Auth::Method::Register, name, text("correct horse")}};
}

} // namespace

class TestConfusableNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatLooksTheSameHasOneSkeleton_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("same");
        QTest::newRow("Cyrillic") << text("alice") << CyrillicA + text("lice") << true;
        QTest::newRow("Greek") << text("oscar") << QString(QChar(0x03bf)) + text("scar") << true;
        QTest::newRow("full width") << text("bob") << QString::fromUcs4(U"\uff42ob") << true;
        QTest::newRow("mathematical") << text("bob") << QString::fromUcs4(U"\U0001d41bob") << true;
        QTest::newRow("a one for an l") << text("paul") << text("pau1") << true;
        QTest::newRow("rn for m") << text("mallory") << text("rnallory") << true;
        QTest::newRow("a full stop behind") << text("carol") << text("carol.") << true;
        QTest::newRow("a low line before") << text("carol") << text("_carol") << true;
        QTest::newRow("a full stop inside") << text("carol") << text("car.ol") << false;
        QTest::newRow("composed or not") << QString(QChar(0xe9)) << QString::fromUcs4(U"e\u0301") << true;
        QTest::newRow("another accent") << QString(QChar(0xe9)) << QString(QChar(0xe8)) << false;
        QTest::newRow("other letters") << text("anna") << text("hanna") << false;
        QTest::newRow("Chinese") << QString(QChar(0x674e)) << QString(QChar(0x738b)) << false;
    }
    void whatLooksTheSameHasOneSkeleton()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(bool, same);
        QCOMPARE(skeletonOf(one) == skeletonOf(other), same);
    }

    void whatIsTakenAwayIsFree()
    {
        ConfusableNames names(true);
        names.add(text("Ann"));
        names.add(text("Ann.")); // of an older server
        QVERIFY(names.isTaken(text("ANN")));
        names.remove(text("Ann."));
        QVERIFY(names.isTaken(text("ann")));
        names.remove(text("Ann"));
        QVERIFY(!names.isTaken(text("ann")));
    }

    void peopleWhoLookLikeOthersAreRefused()
    {
        World world;
        world.registered(text("alice"));
        world.registered(text("Ivan"));
        for (const QString &name : {CyrillicA + text("lice"), text("alice."), text("lvan"), text("-Alice")}) {
            const auto answer = world.ask(world.open(), newAccount(name));
            QVERIFY2(as<Failure>(answer).error.code == ErrorCode::NameTaken, qPrintable(name));
        }
        QVERIFY(is<Welcome>(world.ask(world.open(), newAccount(text("alicia")))));
    }

    // Small letters of another script look like other small letters than its capitals do.
    void namesInCapitalsThatLookTheSameAreRefused_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char *given, const char *asked, bool taken) {
            QTest::addRow("%s beside %s", asked, given) << text(given) << text(asked) << taken;
        };
        row("bob", "\u0412ob", true); // Cyrillic
        row("bob", "\u0392ob", true); // Greek
        row("Bob", "BO\u0412", true);
        row("tom", "\u0422\u041e\u041c", true);
        row("tom", "\u0422om", true);
        row("kate", "\u041aate", true);
        row("nina", "\u039dina", true);
        row("\u0422\u041e\u041c", "tom", true);
        row("neil", "NE\u0406L", true);
        row("neil", "NElL", true);
        row("allison", "AIlison", true);
        row("neil", "NE1L", true);
        row("tom", "T0M", true);
        row("bob", "B0B", true);
        row("Nell", "NEIL", false);
        row("Neil", "NELL", false);
        row("anna", "hanna", false);
        row("alice", "alicia", false);
        row("\u041e\u043b\u0435\u0433", "\u041e\u043b\u044c\u0433\u0430", false);
    }
    void namesInCapitalsThatLookTheSameAreRefused()
    {
        QFETCH(QString, given);
        QFETCH(QString, asked);
        QFETCH(bool, taken);
        ConfusableNames names(true);
        names.add(given);
        QCOMPARE(names.isTaken(asked), taken);
        names.remove(given);
        QVERIFY(!names.isTaken(asked));
    }

    void wordsForTheServerInCapitalsAreNobodysName()
    {
        for (const char *word : {"\u0410D\u041cIN", "\u0410D\u041c\u0406N", "ADMlN", "ROO\u0422", "\u041d\u0415RE",
                                 "S\u0423S\u0422\u0415\u041c", "AIl", "AII", "R00T", "R00M", "EVERY0NE", "ADM1N", "A11",
                                 "aDMIN", "\u0430DMIN", "S\u04aeSTEM", "H\u0395R\u0415"}) {
            QVERIFY2(isReservedName(text(word)), word);
            QVERIFY2(ConfusableNames(false).isTaken(text(word)), word);
        }
        for (const char *name : {"ALI", "Ali", "ADAM", "\u0410\u041b\u041b\u0410"})
            QVERIFY2(!isReservedName(text(name)), name);
    }

    // Each letter of each word, for each that looks like it: in small letters, in capitals and with one capital.
    void noLetterOfAnyScriptIsAWayAroundAWordForTheServer()
    {
        QStringList wrong;
        int tried = 0;
        for (char32_t c = 0x80; c < 0x20000; ++c) {
            const char16_t *prototype = confusableWith(c);
            const QString other = QString::fromUcs4(&c, 1);
            if (!prototype || QStringView(prototype).size() != 1 || !checkUserName(other, limits::MaxUserChars).ok())
                continue;
            const QChar letter = QChar(prototype[0]);
            for (const char *word : {"server", "system", "admin", "root", "all", "room", "here", "everyone"}) {
                const QString small = text(word);
                QString first = small;
                first[0] = first[0].toUpper();
                for (const QString &given : {small, small.toUpper(), first}) {
                    const qsizetype place = given.indexOf(letter);
                    if (place < 0)
                        continue;
                    QString asked = given;
                    asked.replace(place, 1, other);
                    ++tried;
                    if (!isReservedName(asked))
                        wrong << asked;
                }
            }
        }
        QVERIFY2(tried > 100, qPrintable(QString::number(tried)));
        QCOMPARE(wrong, QStringList());
    }

    void twoAtOnceAreNoWayAround()
    {
        World world;
        const PeerId first = world.open();
        const PeerId second = world.open();
        const quint64 one = world.begin(first, newAccount(text("alice")));
        const quint64 two = world.begin(second, newAccount(CyrillicA + text("lice")));
        world.hasher.work();
        world.scheduler.settle();
        QVERIFY(is<Welcome>(world.answer(first, one)));
        QCOMPARE(as<Failure>(world.answer(second, two)).error.code, ErrorCode::NameTaken);
        const quint64 three = world.begin(first, CreateRoom{text("tea"), false});
        const quint64 four = world.begin(first, CreateRoom{text("te") + CyrillicA, false});
        world.scheduler.settle();
        QVERIFY(is<RoomInfo>(world.answer(first, three)));
        QCOMPARE(as<Failure>(world.answer(first, four)).error.code, ErrorCode::Conflict);
    }

    void wordsForTheServerAreNobodysName()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (const char *word : {"server", "System", "ADMIN", "root", "all", "room", "here", "everyone", "admin."}) {
            const auto answer = world.ask(world.open(), newAccount(text(word)));
            QVERIFY2(as<Failure>(answer).error.code == ErrorCode::NameTaken, word);
            QCOMPARE(world.refusal(ann, CreateRoom{text(word), false}), ErrorCode::Conflict);
            QCOMPARE(world.refusal(ann, JoinRoom{text(word)}), ErrorCode::Conflict);
        }
        QVERIFY(!isReservedName(text("allison")));
    }

    void roomsThatLookLikeOthersAreRefused()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        QCOMPARE(world.refusal(ann, JoinRoom{text("l") + CyrillicO + text("bby")}), ErrorCode::Conflict);
        QVERIFY(is<RoomInfo>(world.ask(ann, JoinRoom{text("tea")})));
        QCOMPARE(world.refusal(ann, CreateRoom{text("te") + CyrillicA, true}), ErrorCode::Conflict);
        // A name is free again when its room is gone, or was never made.
        world.ask(ann, LeaveRoom{text("tea")});
        world.store.full = true;
        QCOMPARE(world.refusal(ann, JoinRoom{text("te") + CyrillicA}), ErrorCode::StorageFull);
        world.store.full = false;
        QVERIFY(is<RoomInfo>(world.ask(ann, JoinRoom{text("tea")})));
    }

    // They were made by an older server.
    void namesThatClashAlreadyStay()
    {
        World world;
        world.registered(text("ann"));
        const auto add = [&](const QString &name) {
            QVERIFY(world.database.addAccount({0, name, nameKey(name), {}, 0}, text("hash of correct horse")).ok());
        };
        add(text("admin"));
        add(CyrillicA + text("nn"));
        QVERIFY(world.database.addRoom(text("l") + CyrillicO + text("bby"), false, 1, {}, 0).ok());
        world.restart();
        QCOMPARE(world.closeCode(world.signedIn(text("admin"))), 0);
        const PeerId other = world.signedIn(CyrillicA + text("nn"));
        QCOMPARE(world.closeCode(other), 0);
        QVERIFY(is<RoomInfo>(world.ask(other, JoinRoom{text("l") + CyrillicO + text("bby")})));
    }
};

TEST_WITH_CORE_APPLICATION(TestConfusableNames)

} // namespace tst_confusable_names

#include "tst_confusable_names.moc"
