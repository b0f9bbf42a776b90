// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/received_text.h"
#include "core/text.h"
#include "models/emoji_model.h"
#include "models/settings_keys.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

namespace tst_emoji {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// The model over a font that a test owns, opened or not.
struct Picker {
    explicit Picker(const QString &path = {}) : file(path)
    {
        auto made = std::make_unique<FakeEmojiFont>();
        font = made.get();
        model.book().setFont(std::move(made));
    }
    void open()
    {
        model.open();
        QTRY_VERIFY(model.ready());
    }
    QStringList all(int role = EmojiModel::EmojiRole) const
    {
        QStringList values;
        for (int row = 0; row < model.count(); ++row) {
            values.append(model.index(row).data(role).toString());
        }
        return values;
    }
    int rowOf(const char *emoji) const { return static_cast<int>(all().indexOf(s(emoji))); }
    void pick(const char *emoji) { QCOMPARE(model.pick(rowOf(emoji)), s(emoji)); }
    /// Until the font was asked about everything.
    void waitForFont()
    {
        const int last = model.book().table()->named(s("wales"));
        QTRY_VERIFY(font->tried.contains(model.book().table()->at(last).text));
    }

    SettingsFile file;
    EmojiModel model{file};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    FakeEmojiFont *font = nullptr;
};

enum Group { Recent, Smileys, People };

} // namespace

class EmojiTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English)); }
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    void nothingIsReadBeforeItIsWanted()
    {
        Picker picker;
        QCoreApplication::processEvents();
        QVERIFY(!picker.model.ready());
        QCOMPARE(picker.model.count(), 0);
        QSignalSpy ready(&picker.model, &EmojiModel::readyChanged);
        picker.model.open();
        picker.model.open();
        QVERIFY(!picker.model.ready()); // on a thread of its own
        QTRY_COMPARE(ready.count(), 1);
        QVERIFY(picker.model.count() > 100);
        QVERIFY(picker.rowOf("😀") == 0);
    }

    void itMayGoWhileTheTableIsRead()
    {
        for (int time = 0; time < 5; ++time) {
            Picker picker;
            picker.model.open();
        }
        QCoreApplication::processEvents();
    }

    void whatIsTypedBeforeTheTableIsThereIsFound()
    {
        Picker picker;
        picker.model.open();
        picker.model.setTyped(s("france"));
        QTRY_VERIFY(picker.model.ready());
        QCOMPARE(picker.model.typed(), s("france"));
        QCOMPARE(picker.all(), QStringList{s("🇫🇷")});
    }

    void groups()
    {
        Picker picker;
        picker.open();
        QCOMPARE(picker.model.group(), int(Smileys));
        QCOMPARE(picker.model.groups().size(), qsizetype(EmojiTable::Groups + 1));
        QCOMPARE(picker.model.groupSigns().size(), qsizetype(EmojiTable::Groups + 1));
        int sum = 0;
        for (int group = 1; group <= EmojiTable::Groups; ++group) {
            picker.model.setGroup(group);
            QVERIFY(picker.model.count() > 50);
            QVERIFY2(picker.all(EmojiModel::SignRole).contains(picker.model.groupSigns().at(group)),
                     qPrintable(picker.model.groupSigns().at(group)));
            sum += picker.model.count();
        }
        QCOMPARE(sum, picker.model.book().table()->size());
        picker.model.setGroup(-1);
        picker.model.setGroup(EmojiTable::Groups + 1);
        QCOMPARE(picker.model.group(), EmojiTable::Groups);
    }

    void theSearchGoesOverAllGroups()
    {
        Picker picker;
        picker.open();
        picker.model.setTyped(s("Flag"));
        QVERIFY(picker.rowOf("🇫🇷") >= 0);
        QVERIFY(picker.model.count() <= EmojiModel::MostFound);
        picker.model.setTyped(s("笑哭了"));
        QCOMPARE(picker.all().value(0), s("😂"));
        picker.model.setTyped(s("no such thing"));
        QCOMPARE(picker.model.count(), 0);
        picker.model.setTyped(s("  "));
        QVERIFY(picker.rowOf("😀") == 0);
        picker.model.setTyped(s("flag"));
        picker.model.setGroup(Smileys); // ends it, also where the group was this one
        QCOMPARE(picker.model.typed(), QString());
        QVERIFY(picker.rowOf("😀") == 0);
    }

    void namesAreInTheLanguageOfTheInterface()
    {
        Picker picker;
        picker.open();
        const QModelIndex first = picker.model.index(0);
        QCOMPARE(first.data(EmojiModel::NameRole).toString(), s("grinning face"));
        QCOMPARE(first.data(EmojiModel::CodeRole).toString(), s(":grinning:"));
        QSignalSpy changed(&picker.model, &QAbstractItemModel::dataChanged);
        QLocale::setDefault(QLocale(s("zh_CN")));
        picker.model.retranslate();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(first.data(EmojiModel::NameRole).toString(), s("嘿嘿"));
        QCOMPARE(picker.model.nameOf(s("👍🏽")), s("拇指向上"));
        QCOMPARE(picker.model.nameOf(s("x")), QString());
    }

    void theToneIsThatOfAllThatTakeOne()
    {
        Picker picker;
        picker.open();
        picker.model.setGroup(People);
        QVERIFY(picker.rowOf("👍") > 0);
        QCOMPARE(picker.model.toneSigns().size(), qsizetype(EmojiTable::ToneChoices));
        QCOMPARE(picker.model.toneNames().size(), qsizetype(EmojiTable::ToneChoices));
        picker.model.setTone(3);
        QVERIFY(picker.rowOf("👍") < 0 && picker.rowOf("👍🏽") > 0);
        picker.model.setTone(9);
        QCOMPARE(picker.model.tone(), 3);
        picker.model.setTyped(s("thumbsup"));
        QCOMPARE(picker.all().value(0), s("👍🏽"));
        picker.model.setTone(0);
        QCOMPARE(picker.all().value(0), s("👍"));
    }

    void whatWasUsedComesFirst()
    {
        const QString path = m_dir.filePath(s("recent.ini"));
        {
            Picker picker(path);
            picker.open();
            picker.pick("😀");
            picker.pick("😂");
            picker.model.setTone(5);
            picker.model.setGroup(People);
            picker.pick("👍🏿");
            picker.model.setTyped(s("grinning"));
            picker.pick("😀"); // once more
            QCOMPARE(picker.model.pick(-1), QString());
            QCOMPARE(picker.model.pick(100'000), QString());
            picker.model.open();
            QCOMPARE(picker.model.group(), int(Recent));
            QCOMPARE(picker.all(), QStringList({s("😀"), s("👍🏿"), s("😂")}));
            picker.pick("😂");
            // Not while somebody picks from it: what is under the pointer stays.
            QCOMPARE(picker.all(), QStringList({s("😀"), s("👍🏿"), s("😂")}));
            picker.model.setTone(0); // of what is used from now on
            QCOMPARE(picker.all(), QStringList({s("😀"), s("👍🏿"), s("😂")}));
            picker.model.setTone(5);
        }
        Picker picker(path);
        QCOMPARE(picker.model.tone(), 5);
        picker.open();
        QCOMPARE(picker.all(), QStringList({s("😂"), s("😀"), s("👍🏿")}));
    }

    void onlySoManyAreRemembered()
    {
        Picker picker;
        picker.open();
        for (int row = 0; row < 2 * EmojiBook::MostRecent; ++row) {
            picker.model.pick(row);
        }
        picker.model.open();
        QCOMPARE(picker.model.count(), int(EmojiBook::MostRecent));
    }

    void nonsenseInTheFileIsLeftOut()
    {
        const QString path = m_dir.filePath(s("nonsense.ini"));
        {
            QSettings file(path, QSettings::IniFormat);
            file.setValue(settings_keys::EmojiTone, 77);
            file.setValue(settings_keys::RecentEmoji,
                          QStringList({s("<b>x</b>"), QString(), QString(10'000, u'x'), s("😀"), s("🇽🇽")}));
        }
        Picker picker(path);
        QCOMPARE(picker.model.tone(), 0);
        picker.open();
        QCOMPARE(picker.all(), QStringList{s("😀")});

        const QString empty = m_dir.filePath(s("empty.ini"));
        {
            QSettings file(empty, QSettings::IniFormat);
            file.setValue(settings_keys::RecentEmoji, s("x"));
        }
        Picker other(empty);
        other.open();
        QCOMPARE(other.model.group(), int(Smileys));
    }

    // A font of some years ago lacks the newest characters, and one without flags or families shows their parts.
    void whatTheFontLacksIsNotListed()
    {
        Picker picker;
        picker.font->missing = {s("😂")};
        picker.font->apart = {s("🇫🇷"), withoutSelectors(s("🏳️‍🌈"))};
        picker.open();
        QVERIFY(picker.rowOf("😀") == 0 && picker.rowOf("😂") < 0);
        picker.model.setGroup(EmojiTable::Groups);
        QVERIFY(picker.rowOf("🇩🇪") > 0);
        picker.waitForFont();
        QVERIFY(picker.rowOf("🇩🇪") > 0 && picker.rowOf("🇫🇷") < 0 && picker.rowOf("🏳️‍🌈") < 0);
        picker.model.setTyped(s("france"));
        QCOMPARE(picker.model.count(), 0);
        picker.model.setTyped(s("joy"));
        QVERIFY(picker.rowOf("😂") < 0);
    }

    void onlySequencesAreTriedAndEachOnce()
    {
        Picker picker;
        qsizetype triedFirst = -1;
        QObject::connect(&picker.model, &EmojiModel::readyChanged, &picker.model,
                         [&] { triedFirst = picker.font->tried.size(); });
        picker.open();
        QCOMPARE(triedFirst, qsizetype(0)); // they are shown before
        picker.waitForFont();
        const QSet<QString> tried(picker.font->tried.begin(), picker.font->tried.end());
        QCOMPARE(qsizetype(tried.size()), picker.font->tried.size());
        QVERIFY(tried.contains(s("👨‍👩‍👧")) && tried.contains(s("🇫🇷")));
        QVERIFY(!tried.contains(s("😀")) && !tried.contains(s("❤")) && !tried.contains(s("❤️")));
        QVERIFY(picker.model.count() > 100);
    }

    // Whatever is picked can be written, and arrives as it is.
    void eachCanBeSaid()
    {
        Picker picker;
        picker.open();
        const EmojiTable &table = *picker.model.book().table();
        for (int index = 0; index < table.size(); ++index) {
            for (int tone = 0; tone < EmojiTable::ToneChoices; ++tone) {
                const QString emoji = toned(table.at(index), tone);
                QCOMPARE(cleanText(emoji), emoji);
                QVERIFY2(checkMessageText(emoji, 100).ok(), qPrintable(emoji));
                QCOMPARE(table.find(emoji), index);
            }
        }
    }

    // Better a box that others see as a face than nothing to choose from.
    void withoutAnyFontAllAreListed()
    {
        Picker picker;
        picker.font->hasNothing = true;
        picker.open();
        QVERIFY(picker.model.withoutFont());
        QVERIFY(picker.rowOf("😀") == 0);
        QVERIFY(picker.font->tried.isEmpty());
    }

    void theModelIsWhatItSays()
    {
        Picker picker;
        QCOMPARE(picker.model.roleNames().size(), qsizetype(4));
        picker.open();
        picker.model.setTyped(s("rainbow flag"));
        const QModelIndex flag = picker.model.index(0);
        QCOMPARE(flag.data(EmojiModel::EmojiRole).toString(), s("🏳️‍🌈"));
        QCOMPARE(flag.data(EmojiModel::SignRole).toString(), s("🏳‍🌈"));
        QCOMPARE(picker.model.data(picker.model.index(0), Qt::DecorationRole), QVariant());
    }
};

TEST_WITH_CORE_APPLICATION(EmojiTest)

} // namespace tst_emoji

#include "tst_emoji.moc"
