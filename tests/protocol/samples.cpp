// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/protocol/samples.h"

namespace banter::protocol {
namespace {

const QString Lobby = QStringLiteral("lobby");
const QString Ana = QStringLiteral("ana");
const QString Sanskrit = QString::fromUtf8("संस्कृत");
const QString ClientId = QStringLiteral("018f3c1e-7a2b-7c4d-8e5f-0123456789ab");
const QString Epoch = QStringLiteral("e-7f3a");
const QString Everything =
    QString::fromUtf8("tab\t line\nquote\" back\\ slash/ é 中文 שלום \u202e 👩‍👩‍👧 \u2028 end");

const QString Family = QString::fromUtf8("👩‍👩‍👧");

Message message(Seq seq)
{
    return {{Lobby, ClientId, QStringLiteral("m%1").arg(seq), seq}, {Ana, Everything, 1'700'000'000'123}, {}};
}

Message edited(Seq seq, qint64 rev)
{
    Message one = message(seq);
    one.rev = rev;
    one.editedAt = 1'700'000'000'500;
    return one;
}

Message deleted(Seq seq, qint64 rev)
{
    Message one = message(seq);
    one.text.clear();
    one.rev = rev;
    one.deletedBy = Sanskrit;
    return one;
}

Message answered(Seq seq)
{
    Message one = message(seq);
    one.replyTo = {QStringLiteral("m7"), 7, Sanskrit};
    return one;
}

Message reacted(Seq seq, qint64 rev)
{
    Message one = answered(seq);
    one.replyTo = {QStringLiteral("gone")};
    one.rev = rev;
    one.reactions = {{QStringLiteral("+1"), {Ana, Sanskrit}}, {Family, {Ana}}};
    return one;
}

Message meant(Seq seq, const Mentions &mentions)
{
    Message one = message(seq);
    one.mentions = mentions;
    return one;
}

Member member()
{
    return {{Sanskrit, PresenceStatus::Busy, QString::fromUtf8("in a meeting 🙂"), 1'700'000'000'000}, Role::Owner};
}

HistoryPage page()
{
    return {Lobby, Epoch, {message(7), message(8), message(9)}, false, true, 9};
}

Room fullRoom()
{
    return {QString::fromUtf8("Größe 2.0"), true, true, 17, 12, 4, 2, Ana, 31, 3};
}

ServerLimits otherLimits()
{
    return {65536, 1000, 10, 20, 2.5, 7, 1000, 3000, 40};
}

} // namespace

std::vector<ClientItem> clientSamples()
{
    const QStringList capabilities{QStringLiteral("typing"), QStringLiteral("cursors")};
    return {
        {1, Hello{1,
                  QStringLiteral("banter/0.1.0"),
                  capabilities,
                  {Auth::Method::Password, Ana, QString::fromUtf8("pässword \"1\"")}}},
        {2, Hello{2, QStringLiteral("bot"), {}, {Auth::Method::Register, Sanskrit, QStringLiteral("12345678")}}},
        {3, Hello{1, QStringLiteral("bot"), {}, {Auth::Method::Token, {}, QStringLiteral("t0ken==")}}},
        {3, Hello{1,
                  QStringLiteral("bot"),
                  capabilities,
                  {Auth::Method::Token, {}, QStringLiteral("t0ken==")},
                  {PresenceStatus::Offline, {}, {ClientId, 0, -1}, {}, true}}},
        {3, Hello{1,
                  QStringLiteral("bot"),
                  {},
                  {Auth::Method::Register, Ana, QStringLiteral("12345678"), QStringLiteral("0123-4567-89ab")}}},
        {4, Logout{}},
        {4, ChangePassword{QString::fromUtf8("pässword"), QStringLiteral("12345678"), true}},
        {4, ChangePassword{QStringLiteral("x"), QStringLiteral("12345678"), false}},
        {4, ListDevices{}},
        {4, DropDevices{QStringLiteral("0a1b")}},
        {4, DropDevices{}},
        {4, MakeInviteCode{}},
        {5, ListRooms{}},
        {6, CreateRoom{Lobby, true}},
        {7, CreateRoom{QString::fromUtf8("会议 室"), false}},
        {8, JoinRoom{Lobby}},
        {9, LeaveRoom{Lobby}},
        {10, Invite{Lobby, Ana}},
        {10, AcceptInvitation{Lobby}},
        {10, DeclineInvitation{Lobby}},
        {11, Subscribe{Lobby, 41, Epoch, 200}},
        {12, Subscribe{Lobby, 0, {}, 1}},
        {12, Subscribe{Lobby, 41, Epoch, 200, 7, 3}},
        {13, Unsubscribe{Lobby}},
        {13, FetchChanges{Lobby, Epoch, 7, 3, 200}},
        {13, FetchChanges{Lobby, Epoch, 0, 1, 50}},
        {14, FetchHistory{Lobby, 10, 0, 50}},
        {15, FetchHistory{Lobby, 0, limits::MaxInteger, 50}},
        {limits::MaxInteger, SendMessage{Lobby, ClientId, Everything}},
        {17, SendMessage{Lobby, QStringLiteral("1"), QString(limits::MaxTextBytes, u'x')}},
        {17, EditMessage{Lobby, ClientId, QStringLiteral("m7"), Epoch, 3, Everything}},
        {17, EditMessage{Lobby, ClientId, QStringLiteral("m7"), Epoch, 0, QStringLiteral("x")}},
        {17, DeleteMessage{Lobby, ClientId, QStringLiteral("m7")}},
        {17, SendMessage{Lobby, ClientId, QStringLiteral("yes"), QStringLiteral("m7")}},
        {17, SendMessage{Lobby, ClientId, QStringLiteral("@ana tea?"), {}, {{Ana, Sanskrit}, false}}},
        {17, SendMessage{Lobby, ClientId, QStringLiteral("@room tea?"), {}, {{}, true}}},
        {17, EditMessage{Lobby, ClientId, QStringLiteral("m7"), Epoch, 3, Everything, {{Ana}, true}}},
        {17, ReactToMessage{Lobby, ClientId, QStringLiteral("m7"), Family, true}},
        {17, ReactToMessage{Lobby, ClientId, QStringLiteral("m7"), QStringLiteral("+1"), false}},
        {18, MarkRead{Lobby, 12}},
        {19, SetPresence{PresenceStatus::Away, QStringLiteral("back at 5")}},
        {20, SetPresence{PresenceStatus::Offline, {}}},
        {20, SetPresence{PresenceStatus::Offline, {}, {Epoch, 0, -20, {ClientId}}, {Epoch, 0, 0, {ClientId, Lobby}}}},
        {21,
         SetPresence{PresenceStatus::Busy, Sanskrit, {ClientId, 1'700'000'000'123, 0}, {ClientId, 0, -5'000}, false}},
        {22, SetPresence{PresenceStatus::Unknown, {}, {}, {ClientId, 0, limits::MaxInteger}, true}},
        {23, SetPresence{PresenceStatus::Unknown, {}, {}, {}, false}},
        {24, SetPresence{PresenceStatus::Unknown, {}, {}, {ClientId, 0, -20}, {}, limits::MaxInteger, 1}},
        {0, SetTyping{Lobby, true}},
        {0, SetTyping{Lobby, false}},
        {0, MoveCursor{Lobby, {0.125, 1}}},
        {0, MoveCursor{Lobby, {1.0 / 3, 5e-324}}},
        {0, LeaveCursor{Lobby}},
        {21, Identify{QStringLiteral("0123456789abcdef")}},
    };
}

std::vector<ServerItem> serverSamples()
{
    const QStringList capabilities{QStringLiteral("history")};
    const Room plainRoom{Lobby, false, false, 0, 0, 0};
    const Member plainMember{{Ana, PresenceStatus::Unknown, {}, 0}, Role::Member};
    const HistoryPage emptyPage{Lobby, Epoch, {}, true, true, 0};
    return {
        {1, Welcome{1, QStringLiteral("banter-server/0.1.0"), Ana, QStringLiteral("t0ken"), Epoch, capabilities,
                    otherLimits(), 1'700'000'000'000}},
        {1, Welcome{1, QStringLiteral("s"), Ana, {}, Epoch, {}, {}, 0}},
        {1, Welcome{1,
                    QStringLiteral("s"),
                    Ana,
                    {},
                    Epoch,
                    capabilities,
                    {},
                    0,
                    {PresenceStatus::Busy, {ClientId, 1'700'000'000'123, 0}, Sanskrit, {{}, 1, 0}}}},
        {2, RoomList{{plainRoom, fullRoom()}}},
        {2, RoomList{}},
        {3, RoomInfo{fullRoom()}},
        {0, RoomInfo{plainRoom}},
        {4, RoomGone{Lobby}},
        {5, Subscribed{page(), {member(), plainMember}, {Ana, Sanskrit}}},
        {5, Subscribed{emptyPage, {}, {}}},
        {5, Subscribed{{Lobby, Epoch, {message(7), edited(8, 31), deleted(9, 30)}, false, true, 9},
                       {},
                       {},
                       31,
                       {Lobby, Epoch, 31, true, false, {deleted(3, 29), edited(2, 30)}}}},
        {5, Subscribed{emptyPage, {}, {}, 31, {Lobby, Epoch, 31, false, true, {}}}},
        {6, HistoryResult{page()}},
        {6, ChangeList{Lobby, Epoch, 31, false, false, {deleted(9, 30), edited(8, 31)}}},
        {6, ChangeList{Lobby, Epoch, 0, true, false, {}}},
        {7, Ack{Lobby, ClientId, QStringLiteral("m7"), 7, 1'700'000'000'123}},
        {7, Ack{Lobby, ClientId, QStringLiteral("m7"), 7, 1'700'000'000'123, 31}},
        {7, DeviceList{{{QStringLiteral("0a1b"), QStringLiteral("banter/0.1.0 (System 12)"), 1'700'000'000'000,
                         1'700'000'000'123, true, true},
                        {QStringLiteral("0a1c"), {}, 0, 0, false, false}}}},
        {7, DeviceList{}},
        {7, InviteCode{QStringLiteral("0123-4567-89ab")}},
        {8, Done{}},
        {9, Failure{{ErrorCode::RateLimited, QStringLiteral("too fast"), 250}}},
        {9, Failure{{ErrorCode::Conflict, QStringLiteral("changed since"), 0}, edited(8, 31)}},
        {0, Failure{{ErrorCode::BadFrame, {}, 0}}},
        {0, MessageEvent{message(10)}},
        {0, MessageEvent{{{Lobby, {}, QStringLiteral("x"), 1}, {Ana, {}, 0}, {}}}},
        {0, MessageChanged{Lobby, QStringLiteral("m7"), 7, 31, Everything, 1'700'000'000'500, {}}},
        {0, MessageChanged{Lobby, QStringLiteral("m7"), 7, limits::MaxInteger, {}, 0, Ana}},
        {0, MessageChanged{Lobby, QStringLiteral("m7"), 7, 1, {}, 0, {}}},
        {0, MessageEvent{answered(11)}},
        {0, MessageEvent{reacted(12, 31)}},
        {0, MessageEvent{meant(13, {{Ana, Sanskrit}, true})}},
        {0, MessageEvent{meant(13, {{}, true})}},
        {0, MessageChanged{Lobby, QStringLiteral("m7"), 7, 31, Everything, 1'700'000'000'500, {}, {{Ana}, true}}},
        {0, Reacted{Lobby, QStringLiteral("m7"), 7, 31, Ana, {Family, QStringLiteral("+1")}}},
        {0, Reacted{Lobby, QStringLiteral("m7"), 7, 32, Ana, {}}},
        {0, Activity{Lobby, 11}},
        {0, Activity{Lobby, 11, 31}},
        {0, MemberJoined{Lobby, member()}},
        {0, MemberJoined{Lobby, plainMember}},
        {0, MemberLeft{Lobby, Ana}},
        {0, PresenceEvent{member().presence}},
        {0, OwnPresenceEvent{{PresenceStatus::Online, {}, {}, {ClientId, 5, 0}}}},
        {0, TypingEvent{Lobby, Ana, true}},
        {0, CursorEvent{Lobby, Ana, {0.1, 0.2}}},
        {0, CursorGone{Lobby, Ana}},
        {0, Notice{Everything}},
        {0, Closing{1013, QStringLiteral("Come back later.")}},
        {0, Closing{4001, {}}},
        {10, Identity{{QStringLiteral("a_key-"), QStringLiteral("a_signature-")}}},
    };
}

} // namespace banter::protocol
