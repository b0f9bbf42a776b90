// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/completion_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

namespace tst_completion {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A field that does as it is told.
struct Field {
    explicit Field(bool ready = true)
    {
        auto made = std::make_unique<FakeEmojiFont>();
        font = made.get();
        emoji.book().setFont(std::move(made));
        members.setSelf(s("me"));
        members.setRoster({member(s("me"), PresenceStatus::Online), member(s("ann"), PresenceStatus::Online),
                           member(s("Anton Berg"), PresenceStatus::Offline), member(s("bo"), PresenceStatus::Online),
                           member(s("小明"), PresenceStatus::Away), member(s("Zoë"), PresenceStatus::Away)});
        model.setEmoji(&emoji);
        model.setMembers(&members);
        QObject::connect(&model, &CompletionModel::completed, &model, [this](int from, int to, const QString &words) {
            text.replace(from, to - from, words);
            cursor = from + static_cast<int>(words.size());
            ++replaced;
            model.follow(text, cursor);
        });
        if (ready) {
            emoji.book().want();
            QTRY_VERIFY(emoji.ready());
        }
    }
    /// Letter by letter, as one types.
    void type(const char *words)
    {
        const QString all = s(words);
        for (qsizetype at = 0; at < all.size(); ++at) {
            const qsizetype length = all.at(at).isHighSurrogate() ? 2 : 1;
            text.insert(cursor, all.mid(at, length));
            cursor += static_cast<int>(length);
            at += length - 1;
            model.follow(text, cursor);
        }
    }
    void paste(const char *words)
    {
        text.insert(cursor, s(words));
        cursor += static_cast<int>(s(words).size());
        model.follow(text, cursor);
    }
    void erase()
    {
        text.remove(--cursor, 1);
        model.follow(text, cursor);
    }
    QStringList titles() const
    {
        QStringList all;
        for (int row = 0; row < model.count(); ++row) {
            all.append(model.index(row).data(CompletionModel::TitleRole).toString());
        }
        return all;
    }

    FakeTime time;
    SettingsFile file{QString()};
    EmojiModel emoji{file};
    MembersModel members{time.parts()};
    CompletionModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    FakeEmojiFont *font = nullptr;
    QString text;
    int cursor = 0;
    int replaced = 0;
};

} // namespace

class CompletionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English)); }

    void anEmojiIsSuggestedAndTaken()
    {
        Field field;
        field.type("so :s");
        QCOMPARE(field.model.count(), 0); // one letter is not enough
        QCOMPARE(field.model.current(), -1);
        field.type("mi");
        QVERIFY(field.model.count() > 1 && field.model.count() <= CompletionModel::MostRows);
        QCOMPARE(field.model.current(), 0);
        QCOMPARE(field.titles().value(0), s(":smiley:"));
        QCOMPARE(field.model.index(0).data(CompletionModel::SignRole).toString(), s("😃"));
        QVERIFY(field.titles().contains(s(":smile:")));
        field.model.take(static_cast<int>(field.titles().indexOf(s(":smile:"))));
        QCOMPARE(field.text, s("so 😄"));
        QCOMPARE(field.model.count(), 0);
        field.model.take(0); // there is nothing to take any more
        QCOMPARE(field.text, s("so 😄"));
        QCOMPARE(field.emoji.book().recent(), QStringList{s("😄")});
    }

    void inTheMiddleOnlyWhatWasTypedIsReplaced()
    {
        Field field;
        field.type("a b");
        field.cursor = 2;
        field.model.followCursor(2);
        field.type(":+1");
        field.model.take(0);
        QCOMPARE(field.text, s("a 👍b"));
        QCOMPARE(field.cursor, 4);
    }

    void aWholeNameIsReplacedByItsLastColon()
    {
        Field field;
        field.type("so :SMILE:");
        QCOMPARE(field.text, s("so 😄"));
        field.type(" :no_such_name: :) :D 10:30: a:smile: `:smile:` ");
        QCOMPARE(field.text, s("so 😄 :no_such_name: :) :D 10:30: a:smile: `:smile:` "));
        field.type(":+1::heart:");
        QVERIFY(field.text.endsWith(s("👍❤️")));
        QCOMPARE(field.replaced, 3);
        QCOMPARE(field.emoji.book().recent(), QStringList({s("❤️"), s("👍"), s("😄")}));
    }

    // Of several short names the one is shown that is being typed.
    void theShortNameIsTheOneThatIsTyped()
    {
        Field field;
        field.type(":thumbsu");
        QCOMPARE(field.titles().value(0), s(":thumbsup:"));
        field.model.begin({});
        field.text.clear();
        field.cursor = 0;
        field.type(":+1");
        QCOMPARE(field.titles().value(0), s(":+1:"));
    }

    // What is pasted, or was there before, is what somebody wants to say.
    void onlyWhatIsTypedIsReplaced()
    {
        Field field;
        field.paste("see :smile:");
        QCOMPARE(field.text, s("see :smile:"));
        field.text = s("a draft :smile:");
        field.cursor = static_cast<int>(field.text.size());
        field.model.begin(field.text);
        field.model.followCursor(field.cursor);
        QCOMPARE(field.replaced, 0);
    }

    void theToneIsThatOfThePicker()
    {
        Field field;
        field.emoji.setTone(2);
        field.type(":thumbsup:");
        QCOMPARE(field.text, s("👍🏼"));
        field.type(" :smile:");
        QCOMPARE(field.text, s("👍🏼 😄"));
    }

    void inChinese()
    {
        QLocale::setDefault(QLocale(s("zh_CN")));
        Field field;
        field.type("：赞");
        QVERIFY(field.titles().contains(s(":+1:")));
        const int row = static_cast<int>(field.titles().indexOf(s(":+1:")));
        QCOMPARE(field.model.index(row).data(CompletionModel::DetailRole).toString(), s("拇指向上"));
        field.model.take(row);
        QCOMPARE(field.text, s("👍"));
    }

    void arrowsGoRound()
    {
        Field field;
        field.model.step(1); // without rows
        QCOMPARE(field.model.current(), -1);
        field.type(":smi");
        const int count = field.model.count();
        field.model.step(1);
        QCOMPARE(field.model.current(), 1);
        field.model.step(-1);
        field.model.step(-1);
        QCOMPARE(field.model.current(), count - 1);
        field.model.step(1);
        QCOMPARE(field.model.current(), 0);
        field.model.step(-1);
        field.type("l");
        QCOMPARE(field.model.current(), 0); // other rows
    }

    void whatIsNotWantedStaysAwayUntilAnotherPlace()
    {
        Field field;
        field.type(":smi");
        field.model.dismiss();
        QCOMPARE(field.model.count(), 0);
        field.type("le");
        QCOMPARE(field.model.count(), 0);
        field.type(":"); // neither is it replaced
        QCOMPARE(field.text, s(":smile:"));
        field.type(" :smi");
        QVERIFY(field.model.count() > 0);
        for (int key = 0; key < 4; ++key) {
            field.erase();
        }
        field.type(":smi");
        QVERIFY(field.model.count() > 0);
        field.model.dismiss();
        for (int key = 0; key < 4; ++key) {
            field.erase();
        }
        field.type(":smi"); // it was typed anew
        QVERIFY(field.model.count() > 0);
    }

    void itClosesWhereTheCursorLeaves()
    {
        Field field;
        field.type("ab :smi");
        field.cursor = 5;
        field.model.followCursor(5);      // still within
        QCOMPARE(field.model.count(), 0); // ":s" is not enough
        field.type("m");
        QVERIFY(field.model.count() > 0);
        field.model.followCursor(1);
        QCOMPARE(field.model.count(), 0);
        field.model.followCursor(static_cast<int>(field.text.size())); // nobody typed
        QCOMPARE(field.model.count(), 0);
        field.model.begin(s("another room :smi"));
        QCOMPARE(field.model.count(), 0);
    }

    void whatTheFontLacksIsNotSuggested()
    {
        Field field(false);
        field.font->missing = {s("😃")};
        field.emoji.book().want();
        QTRY_VERIFY(field.emoji.ready());
        field.type(":smi");
        QVERIFY(field.model.count() > 0 && !field.titles().contains(s(":smiley:")));
    }

    // The table is read from the first colon on; who types faster gets it all the same.
    void whoTypesFasterThanTheTableIsRead()
    {
        Field field(false);
        field.type("so");
        QVERIFY(!field.emoji.ready());
        field.type(" :smile");
        QCOMPARE(field.model.count(), 0);
        QTRY_VERIFY(field.model.count() > 0);

        Field other(false);
        other.type(":smile:");
        QCOMPARE(other.text, s(":smile:"));
        QTRY_COMPARE(other.text, s("😄"));
    }

    void people_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("titles");
        QTest::newRow("all but oneself") << s("@")
                                         << QStringList({s("ann"), s("bo"), s("Zoë"), s("小明"), s("Anton Berg")});
        QTest::newRow("beginning") << s("@an") << QStringList({s("ann"), s("Anton Berg")});
        QTest::newRow("capitals") << s("hi @AN") << QStringList({s("ann"), s("Anton Berg")});
        QTest::newRow("a later word") << s("@be") << QStringList({s("Anton Berg")});
        QTest::newRow("marks") << s("@ZOË") << QStringList({s("Zoë")});
        QTest::newRow("Chinese") << s("@小") << QStringList({s("小明")});
        QTest::newRow("nobody") << s("@xy") << QStringList();
        QTest::newRow("mail") << s("me@an") << QStringList();
        QTest::newRow("code") << s("`@an") << QStringList();
    }

    void people()
    {
        QFETCH(const QString, typed);
        QFETCH(const QStringList, titles);
        Field field;
        field.type(typed.toUtf8().constData());
        QStringList found = field.titles();
        QCOMPARE(QSet<QString>(found.begin(), found.end()), QSet<QString>(titles.begin(), titles.end()));
    }

    void aPersonIsTaken()
    {
        Field field;
        field.type("hi @anto");
        QCOMPARE(field.model.index(0).data(CompletionModel::SignRole).toString(), QString());
        QVERIFY(!field.model.index(0).data(CompletionModel::InitialsRole).toString().isEmpty());
        field.model.take(0);
        QCOMPARE(field.text, s("hi @Anton Berg "));
        QVERIFY(field.emoji.book().recent().isEmpty());
    }

    void theWholeRoom_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        QTest::newRow("nothing yet") << s("@") << true;
        QTest::newRow("its beginning") << s("@ro") << true;
        QTest::newRow("capitals") << s("@ROOM") << true;
        QTest::newRow("something else") << s("@rob") << false;
    }

    void theWholeRoom()
    {
        QFETCH(const QString, typed);
        QFETCH(const bool, found);
        Field other;
        other.type(typed.toUtf8().constData());
        QVERIFY(!other.titles().contains(s("room"))); // where the server knows no mentions
        Field field;
        field.model.setProperty("wholeRoom", true);
        field.type(typed.toUtf8().constData());
        QCOMPARE(field.titles().contains(s("room")), found);
        if (found) {
            QCOMPARE(field.titles().back(), s("room"));
            const QModelIndex row = field.model.index(field.model.count() - 1);
            QCOMPARE(row.data(CompletionModel::DetailRole).toString(), s("Everybody in this room"));
            field.model.take(row.row());
            QCOMPARE(field.text, s("@room "));
        }
    }

    void noMoreThanEight()
    {
        Field field;
        std::vector<Member> many;
        for (int each = 0; each < 500; ++each) {
            many.push_back(member(QStringLiteral("ann%1").arg(each), PresenceStatus::Online));
        }
        field.members.setRoster(many);
        field.type("@ann");
        QCOMPARE(field.model.count(), int(CompletionModel::MostRows));
        field.model.setMembers(nullptr);
        field.type("1");
        QCOMPARE(field.model.count(), 0);
    }
};

TEST_WITH_CORE_APPLICATION(CompletionTest)

} // namespace tst_completion

#include "tst_completion.moc"
