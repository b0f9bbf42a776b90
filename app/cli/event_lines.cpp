// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "event_lines.h"

#include "core/invite_link.h"
#include "event_json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>

namespace banter::cli {
namespace {

QString stateName(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Disconnected:
        return QStringLiteral("disconnected");
    case ConnectionState::Connecting:
        return QStringLiteral("connecting");
    case ConnectionState::Connected:
        return QStringLiteral("connected");
    case ConnectionState::Reconnecting:
        return QStringLiteral("reconnecting");
    }
    return {};
}

QString statusName(PresenceStatus status)
{
    switch (status) {
    case PresenceStatus::Unknown:
        return QStringLiteral("unknown");
    case PresenceStatus::Online:
        return QStringLiteral("online");
    case PresenceStatus::Away:
        return QStringLiteral("away");
    case PresenceStatus::Busy:
        return QStringLiteral("busy");
    case PresenceStatus::Offline:
        return QStringLiteral("offline");
    }
    return {};
}

QByteArray lineOf(QJsonObject object, WallMs at)
{
    object.insert(QStringLiteral("at"), at);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray errorLine(const Error &error, WallMs at, const QString &room, const QString &clientId,
                     const QStringList &unsent)
{
    QJsonObject event = named("error");
    event.insert(QStringLiteral("code"), errorCodeName(error.code));
    event.insert(QStringLiteral("message"), error.message);
    add(event, "room", room);
    add(event, "clientId", clientId);
    if (!unsent.isEmpty()) {
        constexpr qsizetype Most = 500; // a line has a bound, and nobody needs more names
        event.insert(QStringLiteral("unsent"), QJsonArray::fromStringList(unsent.mid(0, Most)));
    }
    return lineOf(std::move(event), at);
}

QByteArray roomLine(const ShownRoom &shown, WallMs at)
{
    const Room &room = shown.room;
    QJsonObject event = named("room");
    event.insert(QStringLiteral("room"), room.id);
    event.insert(QStringLiteral("private"), room.isPrivate);
    event.insert(QStringLiteral("joined"), room.joined);
    event.insert(QStringLiteral("members"), room.memberCount);
    event.insert(QStringLiteral("lastSeq"), room.lastSeq);
    event.insert(QStringLiteral("unread"), shown.unread);
    return lineOf(std::move(event), at);
}

void EventLines::onlyRooms(const QStringList &rooms)
{
    m_only = QSet<QString>(rooms.begin(), rooms.end());
}

QByteArray EventLines::lines(const Changes &changes, Now now)
{
    m_out.clear();
    m_now = now.wall;
    if (changes.connection) {
        putConnection(*changes.connection, now);
    }
    putAbsences(changes);
    m_messages.take(changes);
    for (const ShownMessage &shown : m_order.take(changes)) {
        if (wanted(shown.message.room)) {
            putMessage(shown, {});
            m_messages.told(shown);
        }
    }
    for (const Amendment &change : m_order.takeChanged()) {
        if (!wanted(change.room)) {
            continue;
        }
        put(changedEvent(change), m_now);
        if (const auto changed = m_messages.amend(change)) {
            putMessage(changed->shown, changed->what);
        }
    }
    for (const ShownOperation &shown : changes.operations) {
        putOperation(shown);
    }
    putPeople(changes);
    putEphemeral(changes);
    putWords(changes);
    return std::move(m_out);
}

void EventLines::putMessage(const ShownMessage &shown, const QStringList &changed)
{
    const Message &message = shown.message;
    put(messageEvent(shown, m_messages.textOf(message.room, message.replyTo.id), changed), message.at);
}

// A session tells it again with its room's history; a reader of lines is told what is new.
void EventLines::putOperation(const ShownOperation &shown)
{
    using State = ShownOperation::State;
    QJsonObject event = operationEvent(shown);
    const auto known = m_operations.find(shown.clientId);
    const bool isNews = known == m_operations.end() || known->second != event;
    if (shown.state == State::Done || shown.state == State::Dropped) {
        m_operations.erase(shown.clientId);
    } else {
        m_operations.insert_or_assign(shown.clientId, event);
    }
    if (isNews && wanted(shown.room)) {
        put(std::move(event), m_now);
    }
}

// Before the messages of the same batch: these came after it.
void EventLines::putAbsences(const Changes &changes)
{
    for (const auto &[room, history] : changes.history) {
        if (!history.gapAtEnd) {
            m_missing.erase(room);
        } else if (m_missing.insert(room).second && wanted(room)) {
            QJsonObject event = named("missing");
            event.insert(QStringLiteral("room"), room);
            put(std::move(event), m_now);
        }
    }
}

void EventLines::put(QJsonObject event, WallMs at)
{
    m_out += lineOf(std::move(event), at);
}

void EventLines::putConnection(const ConnectionStatus &status, Now now)
{
    QJsonObject event = named("connection");
    event.insert(QStringLiteral("state"), stateName(status.state));
    add(event, "reason", status.reason);
    add(event, "code", status.code);
    // Repeated only when something else than the time that is left changed.
    QJsonObject compared = event;
    add(compared, "nextTryAt", status.nextTryAt);
    if (compared == m_connection) {
        return;
    }
    m_connection = compared;
    if (status.nextTryAt > 0) {
        event.insert(QStringLiteral("retryInMs"), qMax<qint64>(0, status.nextTryAt - now.mono));
    }
    put(std::move(event), now.wall);
}

void EventLines::set(const QString &room, const Presence &presence)
{
    People &people = m_people[room];
    const auto [place, isNew] = people.try_emplace(presence.user, presence);
    if (isNew) {
        m_newPeople.insert(room);
    }
    if (isNew || place->second != presence) {
        place->second = presence;
        m_newPresence.emplace(room, presence.user);
    }
}

void EventLines::putPeople(const Changes &changes)
{
    m_newPeople.clear();
    m_newPresence.clear();
    const auto leave = [this](const QString &room) {
        if (m_people.erase(room) > 0) {
            m_newPeople.insert(room);
        }
    };
    std::for_each(changes.roomsGone.begin(), changes.roomsGone.end(), leave);
    for (const auto &[room, shown] : changes.rooms) {
        if (!shown.room.joined) {
            leave(room); // a public one stays in the list
        }
    }
    for (const auto &[room, members] : changes.roster) {
        const People before = std::exchange(m_people[room], {});
        for (const Member &member : members) {
            const auto known = before.find(member.presence.user);
            if (known != before.end()) {
                m_people[room].insert(*known);
            }
            set(room, member.presence);
        }
        if (m_people[room].size() != before.size()) {
            m_newPeople.insert(room);
        }
    }
    for (const auto &[key, member] : changes.members) {
        set(key.first, member.presence);
    }
    for (const auto &[room, user] : changes.membersGone) {
        if (m_people[room].erase(user) > 0) {
            m_newPeople.insert(room);
        }
    }
    for (auto &[room, people] : m_people) {
        for (const auto &[user, presence] : changes.presence) {
            if (people.count(user) > 0) {
                set(room, presence);
            }
        }
    }
    for (const QString &room : m_newPeople) {
        const auto known = m_people.find(room);
        putMembers(room, known == m_people.end() ? People() : known->second);
    }
    for (const auto &[room, user] : m_newPresence) {
        if (const auto known = m_people[room].find(user); known != m_people[room].end()) {
            putPresence(room, known->second);
        }
    }
}

void EventLines::putMembers(const QString &room, const People &people)
{
    QJsonArray users;
    for (const auto &[user, presence] : people) {
        users.append(user);
    }
    if (wanted(room)) {
        QJsonObject event = named("members");
        event.insert(QStringLiteral("room"), room);
        event.insert(QStringLiteral("users"), users);
        put(std::move(event), m_now);
    }
}

void EventLines::putPresence(const QString &room, const Presence &presence)
{
    if (!wanted(room)) {
        return;
    }
    QJsonObject event = named("presence");
    event.insert(QStringLiteral("room"), room);
    event.insert(QStringLiteral("user"), presence.user);
    event.insert(QStringLiteral("status"), statusName(presence.status));
    add(event, "text", presence.text);
    add(event, "lastSeen", presence.lastSeen);
    put(std::move(event), m_now);
}

void EventLines::putEphemeral(const Changes &changes)
{
    for (const auto &[room, users] : changes.typing) {
        if (wanted(room)) {
            QJsonArray names;
            for (const QString &user : users) {
                names.append(user);
            }
            QJsonObject event = named("typing");
            event.insert(QStringLiteral("room"), room);
            event.insert(QStringLiteral("users"), names);
            put(std::move(event), m_now);
        }
    }
    for (const auto &[key, point] : changes.cursors) {
        if (wanted(key.first)) {
            QJsonObject event = named("cursor");
            event.insert(QStringLiteral("room"), key.first);
            event.insert(QStringLiteral("user"), key.second);
            event.insert(QStringLiteral("x"), point.x);
            event.insert(QStringLiteral("y"), point.y);
            put(std::move(event), m_now);
        }
    }
    for (const auto &[room, user] : changes.cursorsGone) {
        if (wanted(room)) {
            QJsonObject event = named("cursor-left");
            event.insert(QStringLiteral("room"), room);
            event.insert(QStringLiteral("user"), user);
            put(std::move(event), m_now);
        }
    }
}

void EventLines::putAccount(const AccountAnswer &answer)
{
    using What = AccountAnswer::What;
    if (answer.error) {
        m_out += errorLine(*answer.error, m_now, {}, {});
        return;
    }
    QJsonObject event = named(answer.what == What::ChangePassword ? "password-changed"
                              : answer.what == What::ListDevices  ? "devices"
                              : answer.what == What::DropDevices  ? "signed-out"
                                                                  : "invite-code");
    if (answer.what == What::ListDevices) {
        QJsonArray devices;
        for (const SignedInDevice &device : answer.devices) {
            QJsonObject one;
            one.insert(QStringLiteral("device"), device.id);
            one.insert(QStringLiteral("client"), device.client);
            one.insert(QStringLiteral("since"), device.since);
            one.insert(QStringLiteral("lastUsed"), device.lastUsed);
            one.insert(QStringLiteral("online"), device.online);
            one.insert(QStringLiteral("current"), device.current);
            devices.append(one);
        }
        event.insert(QStringLiteral("devices"), devices);
    } else if (answer.what == What::MakeInviteCode) {
        event.insert(QStringLiteral("code"), answer.code);
        if (!m_server.isEmpty()) {
            event.insert(QStringLiteral("link"), withInviteCode(m_server, answer.code).toString(QUrl::FullyEncoded));
        }
    }
    put(std::move(event), m_now);
}

void EventLines::putWords(const Changes &changes)
{
    if (changes.found) {
        put(foundEvent(*changes.found), m_now);
    }
    for (const Invited &invited : changes.invited) {
        QJsonObject event = named("invitation");
        event.insert(QStringLiteral("room"), invited.room);
        event.insert(QStringLiteral("by"), invited.by);
        put(std::move(event), m_now);
    }
    std::vector<QString> notices = changes.notices;
    std::transform(changes.remarks.begin(), changes.remarks.end(), std::back_inserter(notices), remarkSentence);
    for (const QString &text : notices) {
        QJsonObject event = named("notice");
        event.insert(QStringLiteral("text"), text);
        put(std::move(event), m_now);
    }
    for (const AccountAnswer &answer : changes.account) {
        putAccount(answer);
    }
    for (const Failed &failed : changes.failures) {
        m_out += errorLine(failed.error, m_now, failed.room, failed.clientId, failed.unsent);
    }
}

} // namespace banter::cli
