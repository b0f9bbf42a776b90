// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"

namespace banter::testing {

namespace {

constexpr WallMs Minute = 60'000;

struct Line {
    QString sender;
    QString text;
    WallMs minutesAgo;
};

Member somebody(const QString &user, PresenceStatus status, const QString &text, WallMs lastSeen, Role role)
{
    Member member;
    member.presence = {user, status, text, lastSeen};
    member.role = role;
    return member;
}

void addLines(Changes &changes, const std::vector<Line> &lines, WallMs now)
{
    Seq seq = 0;
    for (const Line &line : lines) {
        ShownMessage shown = message(++seq, line.sender);
        shown.message.text = line.text;
        shown.message.at = now - line.minutesAgo * Minute;
        shown.own = line.sender == QLatin1String("me");
        if (shown.own) {
            shown.message.clientId = QStringLiteral("own%1").arg(seq);
        }
        changes.messages.push_back(shown);
    }
    changes.rooms[QStringLiteral("lobby")] = room(QStringLiteral("lobby"));
    changes.rooms[QStringLiteral("lobby")].room.lastSeq = seq;
    changes.rooms[QStringLiteral("lobby")].room.readSeq = seq;
    changes.history[QStringLiteral("lobby")].reachesStart = true;
}

Reaction reaction(const char *key, const QStringList &users)
{
    return {QString::fromUtf8(key), users};
}

void answers(Changes &changes, std::size_t answer, std::size_t original)
{
    const Message &answered = changes.messages[original].message;
    changes.messages[answer].message.replyTo = {answered.id, answered.seq, answered.sender};
}

ShownMessage waiting(const QString &text, DeliveryState state, WallMs at)
{
    ShownMessage shown = ownMessage(0, text, state);
    shown.message.at = at;
    return shown;
}

} // namespace

Changes lines(Seq first, int count)
{
    static const QStringList people = {QStringLiteral("Ada"), QStringLiteral("Jun"), QStringLiteral("Noor")};
    Changes changes;
    for (Seq seq = first; seq < first + count; ++seq) {
        ShownMessage shown = message(seq, people.at(static_cast<int>(seq / 2 % people.size())));
        shown.message.text = QStringLiteral("line %1").arg(seq);
        shown.message.text += QStringLiteral("\nand more of it").repeated(static_cast<int>(seq % 4));
        changes.messages.push_back(shown);
    }
    return changes;
}

Changes arriving(Seq first, int count)
{
    Changes changes = lines(first, count);
    for (ShownMessage &shown : changes.messages) {
        shown.live = true;
    }
    return changes;
}

Capabilities everything()
{
    Capabilities can;
    can.roomList = can.createRooms = can.privateRooms = can.history = true;
    can.receipts = can.resends = can.readMarks = true;
    can.presence = can.statusText = can.typing = can.cursors = can.devices = true;
    can.edits = can.deletes = can.reactions = can.replies = can.mentions = true;
    return can;
}

Changes livelyRoom(WallMs now)
{
    Changes changes;
    addLines(changes,
             {{QStringLiteral("Ada Byron"), QStringLiteral("Good morning, everyone."), 1500},
              {QStringLiteral("Jun"), QStringLiteral("Morning! The tide table for next week is up."), 1498},
              {QStringLiteral("Jun"),
               QStringLiteral("High water on Saturday is at 10:40, so we should cast off by ten."), 1497},
              {QStringLiteral("me"), QStringLiteral("Ten it is. I bring coffee."), 1490},
              {QStringLiteral("Noor"),
               QStringLiteral(
                   "I looked at the route again. If the wind stays in the west we can go round the island in one "
                   "day and still be back before it is dark; otherwise there is the little harbour on the north "
                   "side, where they let us stay last year. Map: https://tides.example.org/harbours/north?day=sat"),
               75},
              {QStringLiteral("Ada Byron"), QStringLiteral("North harbour, please. The bakery!"), 71},
              {QStringLiteral("Ada Byron"),
               QStringLiteral("Shopping list:\n  • bread\n  • cheese\n  • lemons\n  • tea"), 70},
              {QStringLiteral("me"), QStringLiteral("Got it. Anything else?"), 42},
              {QStringLiteral("Jun"), QStringLiteral("Rope. We are always short of rope."), 6},
              {QStringLiteral("Noor"), QStringLiteral("And something sweet for the way back, @me 🍋"), 4}},
             now);
    const QStringList all = {QStringLiteral("Ada Byron"), QStringLiteral("Jun"), QStringLiteral("Noor"),
                             QStringLiteral("me")};
    changes.messages[5].message.reactions = {reaction("❤️", {QStringLiteral("Jun")}), reaction("👍", all)};
    changes.messages[7].message.reactions = {reaction("🎉", {QStringLiteral("Ada Byron")})};
    answers(changes, 8, 7);
    answers(changes, 9, 4);
    changes.messages[9].message.mentions.users = {QStringLiteral("me")};
    changes.messages.push_back(waiting(QStringLiteral("Lemon cake, then."), DeliveryState::Sent, now - 2 * Minute));
    changes.messages.back().message.seq = 11;
    changes.messages.back().after = 10;
    const auto add = [&](const QString &id, bool joined, int unread, bool isPrivate) {
        changes.rooms[id] = room(id, joined, unread);
        changes.rooms[id].room.isPrivate = isPrivate;
    };
    add(QStringLiteral("boats"), true, 0, false);
    add(QStringLiteral("kitchen"), true, 12, false);
    changes.rooms[QStringLiteral("kitchen")].mentions = 2;
    add(QStringLiteral("letters"), true, 0, true);
    add(QStringLiteral("repairs-and-spare-parts"), true, 134, false);
    add(QStringLiteral("garden"), false, 0, false);
    add(QStringLiteral("music"), false, 0, false);
    changes.rooms[QStringLiteral("boats")].draft = QStringLiteral("The mast…");
    changes.roster[QStringLiteral("lobby")] = {
        somebody(QStringLiteral("Ada Byron"), PresenceStatus::Online, QStringLiteral("at the boatyard"), 0,
                 Role::Owner),
        somebody(QStringLiteral("Jun"), PresenceStatus::Online, {}, 0, Role::Member),
        somebody(QStringLiteral("Noor"), PresenceStatus::Busy, QStringLiteral("writing, back at four"), 0,
                 Role::Member),
        somebody(QStringLiteral("me"), PresenceStatus::Online, {}, 0, Role::Member),
        somebody(QStringLiteral("Tomás"), PresenceStatus::Away, {}, now - 9 * Minute, Role::Member),
        somebody(QStringLiteral("Wilhelmina Featherstonehaugh"), PresenceStatus::Offline, {}, now - 130 * Minute,
                 Role::Member),
        somebody(QStringLiteral("Zoë"), PresenceStatus::Unknown, {}, 0, Role::Member)};
    changes.typing[QStringLiteral("lobby")] = {QStringLiteral("Jun"), QStringLiteral("Noor")};
    return changes;
}

Changes livelyRoomInChinese(WallMs now)
{
    Changes changes;
    addLines(changes,
             {{QStringLiteral("林晓"), QStringLiteral("大家早上好！"), 1500},
              {QStringLiteral("陈伟"), QStringLiteral("早。下周的潮汐表已经贴出来了。"), 1497},
              {QStringLiteral("me"), QStringLiteral("好的，我带咖啡。"), 1490},
              {QStringLiteral("林晓"),
               QStringLiteral("我又看了一遍路线。如果风向一直是西风，我们一天就能绕岛一圈，天黑之前回来；不然就去北边的"
                              "小港口，去年他们让我们在那里过夜。"),
               75},
              {QStringLiteral("陈伟"), QStringLiteral("北港吧，那里有面包店！"), 71},
              {QStringLiteral("me"), QStringLiteral("没问题。"), 42}},
             now);
    changes.messages[4].message.reactions = {reaction("👍", {QStringLiteral("me"), QStringLiteral("林晓")})};
    answers(changes, 5, 3);
    changes.rooms[QStringLiteral("厨房")] = room(QStringLiteral("厨房"), true, 3);
    changes.rooms[QStringLiteral("花园")] = room(QStringLiteral("花园"), false);
    changes.roster[QStringLiteral("lobby")] = {
        somebody(QStringLiteral("林晓"), PresenceStatus::Online, QStringLiteral("在船厂"), 0, Role::Owner),
        somebody(QStringLiteral("陈伟"), PresenceStatus::Busy, {}, 0, Role::Member),
        somebody(QStringLiteral("me"), PresenceStatus::Online, {}, 0, Role::Member),
        somebody(QStringLiteral("周敏"), PresenceStatus::Offline, {}, now - 130 * Minute, Role::Member)};
    changes.typing[QStringLiteral("lobby")] = {QStringLiteral("林晓")};
    return changes;
}

} // namespace banter::testing
