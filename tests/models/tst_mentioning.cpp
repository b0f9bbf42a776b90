// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/markup_reader.h"
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QtTest>

namespace tst_mentioning {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

ShownMessage naming(Seq seq, const char *text, const Mentions &mentions)
{
    ShownMessage shown = message(seq, s("bo"));
    shown.message.text = s(text);
    shown.message.mentions = mentions;
    return shown;
}

/// A session model of "me" in the lobby with ann, bo and 小明.
struct Chat {
    explicit Chat(bool can = true)
    {
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}};
        changes.capabilities = Capabilities{};
        changes.capabilities->mentions = can;
        changes.capabilities->edits = true;
        for (const char *name : {"me", "ann", "bo", "小明"}) {
            changes.roster[s("lobby")].push_back(member(s(name), PresenceStatus::Online));
        }
        model->apply(changes);
        model->current()->show(s("lobby"));
        changes = {};
        changes.messages = {naming(1, "@me and @ann", {{s("ann"), s("me")}, false}), naming(2, "@room", {{}, true}),
                            naming(3, "@ann", {{s("ann")}, false}), message(4)};
        model->apply(changes);
        tester = std::make_unique<QAbstractItemModelTester>(model->current()->timeline(),
                                                            QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    TimelineModel &rows() { return *model->current()->timeline(); }
    QString value(Seq seq, int role)
    {
        return rows().index(rows().rowOf(rows().rows().place(seq))).data(role).toString();
    }
    ComposerModel &composer() { return *model->current()->composer(); }
    Mentions sent(const char *text)
    {
        composer().send(s(text));
        return sink.all<tell::Send>().back().mentions;
    }

    FakeTime time;
    FakeSink sink;
    std::unique_ptr<SessionModel> model = std::make_unique<SessionModel>(
        SessionIdentity{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts());
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

/// Whom a text means: as it is sent, as it is shown, as it is counted.
class MentioningTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoIsNamedIsMeant()
    {
        Chat chat;
        QCOMPARE(chat.sent("@bo, @Ann: tea?"), (Mentions{{s("ann"), s("bo")}, false}));
        QCOMPARE(chat.sent("@room tea? @小明你呢"), (Mentions{{s("小明")}, true}));
        QCOMPARE(chat.sent("@stranger me@ann bo"), Mentions());
        QCOMPARE(Chat(false).sent("@bo"), Mentions());
    }

    // Offline since the start nobody knows who is in the room; the server drops those who are not.
    void whereNobodyIsKnownWhoIsNamedMayBeThere()
    {
        Chat chat;
        Changes changes;
        changes.roster[s("lobby")] = {};
        chat.model->apply(changes);
        QCOMPARE(chat.sent("@bo, @stranger. @room me@ann"), (Mentions{{s("bo"), s("stranger")}, true}));
    }

    // Whatever it meant before: what the text says now counts.
    void anEditMeansWhomItNames()
    {
        Chat chat;
        Changes changes;
        changes.messages = {ownMessage(5, s("@bo"), DeliveryState::Sent)};
        changes.messages[0].message.mentions.users = {s("bo")};
        chat.model->apply(changes);
        const QString clientId = changes.messages[0].message.clientId;
        chat.composer().edit(clientId);
        chat.composer().saveEdit(s("@ann"));
        QCOMPARE(chat.sink.all<tell::EditMessage>().back().mentions, (Mentions{{s("ann")}, false}));
        Changes wish;
        ShownOperation edit{
            s("lobby"), s("e1"), Operation::Edit, s("id5"), clientId, s("@ann"), ShownOperation::State::Pending, {}};
        edit.mentions.users = {s("ann")};
        wish.operations = {edit};
        chat.model->apply(wish);
        QCOMPARE(chat.value(5, TimelineModel::MentionsRole), s("ann")); // as it will be
    }

    void aRowTellsWhomItMeans()
    {
        Chat chat;
        QCOMPARE(chat.value(1, TimelineModel::MentionsRole), s("ann\nme"));
        QCOMPARE(chat.value(1, TimelineModel::MeantRole), s("me"));
        QCOMPARE(chat.value(2, TimelineModel::MeantRole), s("@room"));
        QCOMPARE(chat.value(3, TimelineModel::MentionsRole), s("ann"));
        QCOMPARE(chat.value(3, TimelineModel::MeantRole), QString());
        QCOMPARE(chat.value(4, TimelineModel::MentionsRole), QString());
        Changes changes;
        changes.amended = {{s("lobby"), s("id4"), 4, 1, Amendment::Words{s("@me"), 5, {{s("me")}, false}}},
                           {s("lobby"), s("id1"), 1, 2, std::nullopt, s("bo")}};
        chat.model->apply(changes);
        QCOMPARE(chat.value(4, TimelineModel::MeantRole), s("me"));
        QCOMPARE(chat.value(1, TimelineModel::MentionsRole), QString());
    }

    void theNamesOfATextAreMarked()
    {
        MarkupReader reader;
        const MarkedText read =
            reader.read(s("hi @ann, **@me** `@ann` @bo @room"), s("ann\nme\n@room"), s("me\n@room"));
        QVERIFY(read.isSimple() && read.isFormatted());
        const auto *marks = read.first().mentions();
        QVERIFY(marks);
        QStringList names;
        for (const MarkedMention &mark : *marks) {
            names.append(read.first().text().mid(mark.at, mark.length) + (mark.strong ? s("!") : QString()));
        }
        QCOMPARE(names, QStringList({s("@ann"), s("@me!"), s("@room!")}));
        QVERIFY(reader.read(s("@ann"), s("ann"), {}).isFormatted()); // without any other mark
        QVERIFY(!reader.read(s("@ann")).isFormatted());
        QVERIFY(!reader.read(s("@annabel"), s("ann"), {}).isFormatted());
        const MarkedText blocks = reader.read(s("> @ann\n\n```\n@ann\n```"), s("ann"), {});
        QVERIFY(!blocks.isSimple());
        QVERIFY(blocks.first().mentions());
        QVERIFY(!blocks.blocks().back().value<MarkedBlock>().mentions());
    }

    void theyAreCountedByRoom()
    {
        Chat chat;
        Changes changes;
        ShownRoom attic = room(s("attic"), true, 5);
        attic.mentions = 2;
        changes.rooms[s("attic")] = attic;
        chat.model->apply(changes);
        const RoomsModel &rooms = *chat.model->rooms();
        QCOMPARE(rooms.index(0).data(RoomsModel::MentionsRole).toInt(), 2);
        QCOMPARE(rooms.index(0).data(RoomsModel::UnreadRole).toInt(), 5);
        QCOMPARE(rooms.matching(s("att")).front().toMap()[s("mentions")].toInt(), 2);
    }
};

TEST_WITH_CORE_APPLICATION(MentioningTest)

} // namespace tst_mentioning

#include "tst_mentioning.moc"
