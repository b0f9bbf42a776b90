// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/event_lines.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tst_event_lines {

using namespace banter;
using namespace banter::cli;

class tst_EventLines final : public QObject {
    Q_OBJECT

    static constexpr Now At{1'700'000'000'000, 5'000};

    static QList<QJsonObject> parse(const QByteArray &lines)
    {
        QList<QJsonObject> events;
        QList<QByteArray> each = lines.split('\n');
        if (!each.takeLast().isEmpty()) {
            qFatal("the last line has no line feed");
        }
        for (const QByteArray &line : each) {
            QJsonParseError fault;
            events << QJsonDocument::fromJson(line, &fault).object();
            if (fault.error != QJsonParseError::NoError || !events.constLast().contains(QStringLiteral("at"))) {
                qFatal("not an event: %s", line.constData());
            }
        }
        return events;
    }

    /// JSON with ' for ".
    static QJsonObject json(QByteArray text) { return QJsonDocument::fromJson(text.replace('\'', '"')).object(); }

    static Member member(const char *user, PresenceStatus status = PresenceStatus::Online)
    {
        return {{QString::fromUtf8(user), status, {}, 0}, Role::Member};
    }

    static Presence presence(const char *user, PresenceStatus status, WallMs lastSeen = 0)
    {
        return {QString::fromUtf8(user), status, {}, lastSeen};
    }

    const QString lobby = QStringLiteral("lobby");
    const QString den = QStringLiteral("den");

private Q_SLOTS:
    void tellsWhatCameOfTheAccount()
    {
        using What = AccountAnswer::What;
        EventLines lines;
        Changes changes;
        changes.account = {
            {What::ListDevices, {}, {{QStringLiteral("d1"), QStringLiteral("banter/1"), 5, 6, true, true}}, {}},
            {What::ChangePassword, {}, {}, {}},
            {What::DropDevices, {}, {}, {}},
            {What::MakeInviteCode, {}, {}, QStringLiteral("0123-4567-89ab")},
            {What::ChangePassword, Error{ErrorCode::Unauthorized, QStringLiteral("no")}, {}, {}}};
        const auto events = parse(lines.lines(changes, At));
        QCOMPARE(events.size(), 5);
        const QJsonObject device = events[0].value(QStringLiteral("devices")).toArray().at(0).toObject();
        QCOMPARE(device,
                 json("{'device':'d1','client':'banter/1','since':5,'lastUsed':6,'online':true,'current':true}"));
        QCOMPARE(events[1].value(QStringLiteral("event")).toString(), QStringLiteral("password-changed"));
        QCOMPARE(events[2].value(QStringLiteral("event")).toString(), QStringLiteral("signed-out"));
        QCOMPARE(events[3].value(QStringLiteral("code")).toString(), QStringLiteral("0123-4567-89ab"));
        QCOMPARE(events[4].value(QStringLiteral("event")).toString(), QStringLiteral("error"));
        QCOMPARE(events[4].value(QStringLiteral("code")).toString(), QStringLiteral("unauthorized"));
    }

    void tellsTheConnection()
    {
        EventLines lines;
        Changes changes;
        changes.connection = ConnectionStatus{ConnectionState::Reconnecting,
                                              ConnectionTrouble::Lost,
                                              QStringLiteral("The link was lost."),
                                              1006,
                                              2,
                                              At.mono + 1500,
                                              false};
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{json("{'event':'connection','state':'reconnecting','code':1006,"
                                         "'reason':'The link was lost.','retryInMs':1500,'at':1700000000000}")});
        QCOMPARE(lines.lines(changes, {At.wall + 100, At.mono + 100}), QByteArray()); // nothing but time went by
        changes.connection = ConnectionStatus{ConnectionState::Connected, {}, {}, 0, 0, 0, false};
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{json("{'event':'connection','state':'connected','at':1700000000000}")});
        for (const auto &[state, name] : {std::pair(ConnectionState::Disconnected, "disconnected"),
                                          std::pair(ConnectionState::Connecting, "connecting")}) {
            changes.connection->state = state;
            QCOMPARE(parse(lines.lines(changes, At)).value(0).value(QStringLiteral("state")).toString(),
                     QString::fromLatin1(name));
        }
    }

    // One that was printed is printed again, whole, and says what of it changed.
    void tellsAChangedMessageAgain()
    {
        EventLines lines;
        Changes changes;
        Message answer{{lobby, {}, QStringLiteral("m2"), 6}, {QStringLiteral("bo"), QStringLiteral("yes"), 8}, {}};
        answer.replyTo = {QStringLiteral("m1"), 2, QStringLiteral("ann")};
        const Message asked{
            {lobby, {}, QStringLiteral("m1"), 2}, {QStringLiteral("ann"), QStringLiteral("tea?"), 5}, {}};
        changes.messages = {{answer, DeliveryState::Sent, {}, false, true}};
        changes.quoted = {{{lobby, QStringLiteral("m1")}, asked}};
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{json(
                     "{'event':'message','room':'lobby','clientId':'','id':'m2','seq':6,'sender':'bo','text':'yes',"
                     "'state':'sent','replyTo':{'id':'m1','sender':'ann','text':'tea?'},'at':8}")}));

        Changes more;
        Amendment reacted{lobby, QStringLiteral("m2"), 6, 1};
        reacted.reacted = Amendment::Reacted{QStringLiteral("ann"), {QStringLiteral("+1")}};
        more.amended = {reacted, {lobby, QStringLiteral("m2"), 6, 1, Amendment::Words{QStringLiteral("old"), 10}}};
        const auto events = parse(lines.lines(more, At));
        QCOMPARE(events.size(), 3);
        QCOMPARE(events[0], json("{'event':'changed','room':'lobby','id':'m2','seq':6,'rev':1,"
                                 "'reacted':{'user':'ann','keys':['+1']},'at':1700000000000}"));
        QCOMPARE(events[1],
                 json("{'event':'message','room':'lobby','clientId':'','id':'m2','seq':6,'sender':'bo','text':'yes',"
                      "'state':'sent','rev':1,'replyTo':{'id':'m1','sender':'ann','text':'tea?'},"
                      "'reactions':[{'key':'+1','users':['ann']}],'changed':['reactions'],'at':8}"));
        QCOMPARE(events[2].value(QStringLiteral("event")).toString(), QStringLiteral("changed")); // an old one

        Changes gone; // what it answers, and then the answer
        gone.amended = {{lobby, QStringLiteral("m1"), 2, 2, std::nullopt, QStringLiteral("ann")},
                        {lobby, QStringLiteral("m2"), 6, 3, Amendment::Words{QStringLiteral("no"), 11}},
                        {lobby, QStringLiteral("m2"), 6, 4, std::nullopt, QStringLiteral("bo")}};
        QList<QJsonObject> told = parse(lines.lines(gone, At));
        told.removeIf([](const QJsonObject &event) {
            return event.value(QStringLiteral("event")).toString() != QStringLiteral("message");
        });
        QCOMPARE(told.size(), 2);
        QCOMPARE(told[0].value(QStringLiteral("text")).toString(), QStringLiteral("no"));
        QCOMPARE(told[0].value(QStringLiteral("changed")).toArray(), QJsonArray{QStringLiteral("text")});
        QCOMPARE(told[0].value(QStringLiteral("replyTo")).toObject(), json("{'id':'m1','sender':'ann'}"));
        QCOMPARE(told[1].value(QStringLiteral("changed")).toArray(), QJsonArray{QStringLiteral("deleted")});
        QCOMPARE(told[1].value(QStringLiteral("text")).toString(), QString());
        QVERIFY(!told[1].contains(QStringLiteral("reactions")));
    }

    void tellsWhomAMessageMeans()
    {
        EventLines lines;
        Changes changes;
        Message message{{lobby, {}, QStringLiteral("m2"), 6}, {QStringLiteral("bo"), QStringLiteral("@ann"), 8}, {}};
        message.mentions = {{QStringLiteral("ann")}, true};
        changes.messages = {{message, DeliveryState::Sent, {}, false, true}};
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{json(
                     "{'event':'message','room':'lobby','clientId':'','id':'m2','seq':6,'sender':'bo','text':'@ann',"
                     "'state':'sent','mentions':['ann','@room'],'at':8}")}));
        Changes more;
        more.amended = {{lobby, QStringLiteral("m2"), 6, 1, Amendment::Words{QStringLiteral("@cid"), 10, {}}}};
        more.amended[0].words->mentions.users = {QStringLiteral("cid")};
        const auto events = parse(lines.lines(more, At));
        QCOMPARE(events.size(), 2);
        QCOMPARE(events[0].value(QStringLiteral("mentions")).toArray(), QJsonArray{QStringLiteral("cid")});
        QCOMPARE(events[1].value(QStringLiteral("mentions")).toArray(), QJsonArray{QStringLiteral("cid")});
        QCOMPARE(events[1].value(QStringLiteral("changed")).toArray(), QJsonArray{QStringLiteral("text")});
    }

    void tellsWhatBecomesOfAReaction()
    {
        EventLines lines;
        Changes changes;
        ShownOperation reaction{lobby,
                                QStringLiteral("r1"),
                                Operation::React,
                                QStringLiteral("m2"),
                                {},
                                QStringLiteral("+1"),
                                ShownOperation::State::Done,
                                {}};
        reaction.on = false;
        changes.operations = {reaction};
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{json("{'event':'operation','do':'react','room':'lobby','clientId':'r1','id':'m2',"
                                          "'key':'+1','on':false,'state':'done','at':1700000000000}")}));
    }

    void tellsWhatBecameOfMessages()
    {
        EventLines lines;
        Changes changes;
        Message edited{
            {lobby, {}, QStringLiteral("m1"), 5}, {QStringLiteral("bo"), QStringLiteral("yo"), 8}, {3, 9, {}}};
        changes.messages = {{edited, DeliveryState::Sent, {}, false, true}};
        changes.amended = {
            {lobby, QStringLiteral("m2"), 6, 4, Amendment::Words{QStringLiteral("new"), 10}},
            {lobby, QStringLiteral("m2"), 6, 5, std::nullopt, QStringLiteral("bo")},
            wholeOf(
                {{lobby, {}, QStringLiteral("m3"), 7}, {QStringLiteral("bo"), {}, 8}, {6, 0, QStringLiteral("bo")}}),
            {den, QStringLiteral("m9"), 2, 1, Amendment::Words{QStringLiteral("elsewhere"), 10}}};
        lines.onlyRooms({lobby});
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{
                     json("{'event':'message','room':'lobby','clientId':'','id':'m1','seq':5,'sender':'bo','text':'yo',"
                          "'state':'sent','rev':3,'editedAt':9,'at':8}"),
                     json("{'event':'changed','room':'lobby','id':'m2','seq':6,'rev':4,'editedAt':10,'text':'new',"
                          "'at':1700000000000}"),
                     json("{'event':'changed','room':'lobby','id':'m2','seq':6,'rev':5,'deletedBy':'bo',"
                          "'at':1700000000000}"),
                     json("{'event':'changed','room':'lobby','id':'m3','seq':7,'rev':6,'deletedBy':'bo',"
                          "'at':1700000000000}")}));
    }

    void tellsWhatIsWishedOfMessages()
    {
        using State = ShownOperation::State;
        EventLines lines;
        Changes changes;
        ShownOperation edit{lobby,
                            QStringLiteral("e1"),
                            Operation::Edit,
                            QStringLiteral("m1"),
                            QStringLiteral("c1"),
                            QStringLiteral("new"),
                            State::Pending,
                            {}};
        ShownOperation removal{
            lobby, QStringLiteral("d1"), Operation::Delete, QStringLiteral("m2"), {}, {}, State::Done, {}};
        changes.operations = {edit, removal};
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{
                     json("{'event':'operation','do':'edit','room':'lobby','clientId':'e1','id':'m1','message':'c1',"
                          "'text':'new','state':'pending','at':1700000000000}"),
                     json("{'event':'operation','do':'delete','room':'lobby','clientId':'d1','id':'m2','state':'done',"
                          "'at':1700000000000}")}));
        changes.operations = {edit}; // said again with the room's history
        QCOMPARE(lines.lines(changes, At), QByteArray());
        edit.state = State::Conflict;
        edit.failure = QStringLiteral("conflict: no");
        edit.current = Message{{lobby, QStringLiteral("c1"), QStringLiteral("m1"), 5},
                               {QStringLiteral("ann"), QStringLiteral("other"), 8},
                               {3, 9, {}}};
        changes.operations = {edit};
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{
                     json("{'event':'operation','do':'edit','room':'lobby','clientId':'e1','id':'m1','message':'c1',"
                          "'text':'new','state':'conflict','failure':'conflict: no',"
                          "'current':{'text':'other','rev':3,'editedAt':9},'at':1700000000000}")}));
    }

    void tellsMessages()
    {
        EventLines lines;
        Changes changes;
        ShownMessage pending{
            {{lobby, QStringLiteral("c1"), {}, 0}, {QStringLiteral("ann"), QStringLiteral("hi \"you\"\n"), 7}, {}},
            DeliveryState::Pending,
            {},
            true,
            true};
        changes.messages = {pending};
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{json("{'event':'message','room':'lobby','clientId':'c1','sender':'ann',"
                                         "'text':'hi \\\"you\\\"\\n','state':'pending','at':7}")});
        pending.state = DeliveryState::Failed;
        pending.failure = QStringLiteral("forbidden: Not yours.");
        changes.messages = {pending};
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{
                     json("{'event':'message','room':'lobby','clientId':'c1','sender':'ann',"
                          "'text':'hi \\\"you\\\"\\n','state':'failed','failure':'forbidden: Not yours.','at':7}")});
        ShownMessage sent{
            {{lobby, {}, QStringLiteral("m1"), 9007199254740991}, {QStringLiteral("bo"), QStringLiteral("yo"), 8}, {}},
            DeliveryState::Sent,
            {},
            false,
            true};
        changes.messages = {sent};
        QCOMPARE(lines.lines(changes, At),
                 QByteArray(R"({"at":8,"clientId":"","event":"message","id":"m1","room":"lobby","sender":"bo",)"
                            R"("seq":9007199254740991,"state":"sent","text":"yo"})"
                            "\n"));
    }

    void tellsWhoIsThere()
    {
        EventLines lines;
        Changes changes;
        changes.roster[lobby] = {member("cy"), member("ann", PresenceStatus::Away)};
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{
                     json("{'event':'members','room':'lobby','users':['ann','cy'],'at':1700000000000}"),
                     json("{'event':'presence','room':'lobby','user':'ann','status':'away','at':1700000000000}"),
                     json("{'event':'presence','room':'lobby','user':'cy','status':'online','at':1700000000000}")}));
        QCOMPARE(lines.lines(changes, At), QByteArray()); // the same again after a reconnect

        changes = {};
        changes.members[{lobby, QStringLiteral("bo")}] = member("bo", PresenceStatus::Busy);
        QCOMPARE(parse(lines.lines(changes, At)),
                 (QList<QJsonObject>{
                     json("{'event':'members','room':'lobby','users':['ann','bo','cy'],'at':1700000000000}"),
                     json("{'event':'presence','room':'lobby','user':'bo','status':'busy','at':1700000000000}")}));

        changes = {};
        changes.membersGone.insert({lobby, QStringLiteral("bo")});
        QCOMPARE(
            parse(lines.lines(changes, At)),
            QList<QJsonObject>{json("{'event':'members','room':'lobby','users':['ann','cy'],'at':1700000000000}")});

        changes = {};
        changes.roster[lobby] = {member("ann", PresenceStatus::Away)}; // cy left while we were away
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{json("{'event':'members','room':'lobby','users':['ann'],'at':1700000000000}")});

        changes = {};
        changes.roomsGone.insert(lobby);
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{json("{'event':'members','room':'lobby','users':[],'at':1700000000000}")});
        QCOMPARE(lines.lines(changes, At), QByteArray());

        changes = {};
        changes.roster[lobby] = {member("ann")};
        lines.lines(changes, At);
        changes = {};
        changes.rooms[lobby].room.joined = true;
        QCOMPARE(lines.lines(changes, At), QByteArray());
        changes.rooms[lobby].room.joined = false; // left, and still in the list of rooms
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{json("{'event':'members','room':'lobby','users':[],'at':1700000000000}")});
    }

    void tellsPresenceInEachRoomOfAPerson()
    {
        EventLines lines;
        Changes changes;
        changes.roster[lobby] = {member("ann"), member("bo")};
        changes.roster[den] = {member("bo")};
        lines.lines(changes, At);
        changes = {};
        changes.presence[QStringLiteral("bo")] = presence("bo", PresenceStatus::Offline, 42);
        changes.presence[QStringLiteral("zoe")] = presence("zoe", PresenceStatus::Online);
        QCOMPARE(
            parse(lines.lines(changes, At)),
            (QList<QJsonObject>{json("{'event':'presence','room':'den','user':'bo','status':'offline','lastSeen':42,"
                                     "'at':1700000000000}"),
                                json("{'event':'presence','room':'lobby','user':'bo','status':'offline','lastSeen':42,"
                                     "'at':1700000000000}")}));
        QCOMPARE(lines.lines(changes, At), QByteArray());
        changes.presence[QStringLiteral("bo")] = presence("bo", PresenceStatus::Unknown);
        QCOMPARE(parse(lines.lines(changes, At)).value(0).value(QStringLiteral("status")).toString(),
                 QStringLiteral("unknown"));
    }

    void tellsTypingCursorsAndWords()
    {
        EventLines lines;
        Changes changes;
        changes.typing[lobby] = {QStringLiteral("cy"), QStringLiteral("ann")};
        changes.cursors[{lobby, QStringLiteral("cy")}] = {0.25, 1};
        changes.cursorsGone.insert({lobby, QStringLiteral("ann")});
        changes.invited = {{den, QStringLiteral("cy"), false}};
        changes.notices = {QStringLiteral("Back at noon.")};
        changes.remarks = {{Remark::Kind::Speaks, QStringLiteral("chats")}};
        changes.failures = {{{ErrorCode::Forbidden, QStringLiteral("No."), 0}, den, QStringLiteral("c9")},
                            {{ErrorCode::Internal, QStringLiteral("Oh."), 0}, {}, {}}};
        QCOMPARE(
            parse(lines.lines(changes, At)),
            (QList<QJsonObject>{json("{'event':'typing','room':'lobby','users':['cy','ann'],'at':1700000000000}"),
                                json("{'event':'cursor','room':'lobby','user':'cy','x':0.25,'y':1,'at':1700000000000}"),
                                json("{'event':'cursor-left','room':'lobby','user':'ann','at':1700000000000}"),
                                json("{'event':'invitation','room':'den','by':'cy','at':1700000000000}"),
                                json("{'event':'notice','text':'Back at noon.','at':1700000000000}"),
                                json("{'event':'notice','text':'This server was found to speak: chats',"
                                     "'at':1700000000000}"),
                                json("{'event':'error','code':'forbidden','message':'No.','room':'den','clientId':'c9',"
                                     "'at':1700000000000}"),
                                json("{'event':'error','code':'internal','message':'Oh.','at':1700000000000}")}));
        changes = {};
        changes.found = Found{
            7, {}, {{{lobby, {}, QStringLiteral("m1"), 1}, {QStringLiteral("bo"), QStringLiteral("yo"), 8}, {}}}, true};
        QCOMPARE(
            parse(lines.lines(changes, At)),
            QList<QJsonObject>{json("{'event':'found','number':7,'messages':[{'room':'lobby','seq':1,'sender':'bo',"
                                    "'text':'yo','at':8}],'more':true,'at':1700000000000}")});
        changes = {};
        changes.typing[lobby] = {};
        QCOMPARE(parse(lines.lines(changes, At)),
                 QList<QJsonObject>{json("{'event':'typing','room':'lobby','users':[],'at':1700000000000}")});
    }

    void tellsOnlyOfTheWantedRooms()
    {
        EventLines lines;
        lines.onlyRooms({den});
        Changes changes;
        changes.messages = {
            {{{lobby, {}, QStringLiteral("m1"), 1}, {QStringLiteral("bo"), QStringLiteral("yo"), 8}, {}},
             DeliveryState::Sent,
             {},
             false,
             true}};
        changes.roster[lobby] = {member("ann")};
        changes.typing[lobby] = {QStringLiteral("cy")};
        changes.cursors[{lobby, QStringLiteral("cy")}] = {0.25, 1};
        changes.cursorsGone.insert({lobby, QStringLiteral("ann")});
        QCOMPARE(lines.lines(changes, At), QByteArray());
        changes = {};
        changes.roster[den] = {member("ann")};
        QCOMPARE(parse(lines.lines(changes, At)).size(), 2);
    }

    void tellsRooms()
    {
        QCOMPARE(parse(roomLine({{lobby, true, true, 120, 116, 3}, 4, {}}, At.wall)),
                 QList<QJsonObject>{json("{'event':'room','room':'lobby','private':true,'joined':true,'members':3,"
                                         "'lastSeq':120,'unread':4,'at':1700000000000}")});
    }
};

TEST_WITHOUT_APPLICATION(tst_EventLines)

} // namespace tst_event_lines

#include "tst_event_lines.moc"
