// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"

#include "models/server_address.h"
#include "models/spoken_model.h"

#include <algorithm>

namespace banter {

namespace {

constexpr qint64 TickMs = 60'000;
/// Rooms whose rows are kept while others are shown; 100 rows each at rest.
constexpr std::size_t KeptTimelines = 8;

} // namespace

SessionModel::SessionModel(SessionIdentity identity, CommandSink &sink, ModelParts parts, QObject *parent)
    : QObject(parent), m_identity(std::move(identity)), m_sink(sink), m_parts(parts), m_connection(sink, parts),
      m_serverQuestion([this](const std::optional<QString> &fingerprint) {
          if (fingerprint)
              m_sink.tell(tell::TrustServer{*fingerprint});
      }),
      m_members(parts), m_find(sink, parts), m_reading([this](const QString &room, Seq seq) { tellRead(room, seq); }),
      m_undo(parts, [this](const QString &clientId) { m_sink.tell(tell::Restore{clientId}); }),
      m_ownAccount(sink, parts), m_autoAway(parts, [this] { tellAway(); })
{
    m_members.setSelf(m_identity.user);
    connect(&m_ownAccount, &OwnAccountModel::passwordChanged, this,
            [this] { Q_EMIT noticed(tr("Your password was changed.")); });
    m_minuteTimer = m_parts.scheduler.after(TickMs, [this] { minute(); });
}

SessionModel::~SessionModel()
{
    m_parts.scheduler.cancel(m_minuteTimer);
}

QString SessionModel::serverName() const
{
    return serverDisplayName(m_identity.server);
}

QString SessionModel::hostAddress() const
{
    return m_identity.hostAddress.toString();
}

QString SessionModel::speaks() const
{
    return m_found.isEmpty() ? tr("Speaks: %1").arg(SpokenModel::labelOf(m_identity.dialect))
                             : tr("Speaks: %1, found automatically").arg(SpokenModel::labelOf(m_found));
}

bool SessionModel::currentRoomPrivate() const
{
    const ShownRoom *shown = m_rooms.find(m_currentRoom);
    return shown && shown->room.isPrivate;
}

bool SessionModel::canInvite() const
{
    return currentRoomPrivate() && m_features.privateRooms();
}

QString SessionModel::draft() const
{
    const ShownRoom *shown = m_rooms.find(m_currentRoom);
    return shown ? shown->draft : QString();
}

PresenceKind::Kind SessionModel::ownStatus() const
{
    const bool away = m_autoAway.away() && m_own.status == PresenceStatus::Online;
    return PresenceKind::of(away ? PresenceStatus::Away : m_own.status);
}

void SessionModel::setCurrentRoom(const QString &room)
{
    const ShownRoom *shown = m_rooms.find(room);
    const bool can = room.isEmpty() || (shown && shown->room.joined);
    if (room == m_currentRoom || !can) {
        return;
    }
    const Seq firstUnread = shown && shown->unread > 0 ? shown->room.readSeq + 1 : 0;
    leaveCurrent();
    m_currentRoom = room;
    m_timeline = room.isEmpty() ? nullptr : &timelineOf(room);
    m_rooms.setCurrent(room);
    m_reading.show(m_timeline);
    if (m_timeline) {
        m_timeline->setReadUpTo(shown->unread > 0 ? std::optional(shown->room.readSeq) : std::nullopt);
        m_reading.setRoom(shown->room, shown->unread);
        noteWatched();
        m_sink.tell(tell::OpenRoom{room, 0});
    }
    m_find.setRoom(room);
    showPeople();
    Q_EMIT currentRoomChanged();
    Q_EMIT currentRoomInfoChanged();
    Q_EMIT draftChanged();
    // The view has the rows by now, and can go to the one that is meant.
    if (m_timeline && m_currentRoom == room && firstUnread > 0) {
        m_timeline->openAt(firstUnread);
    }
}

void SessionModel::leaveCurrent()
{
    if (!m_timeline) {
        return;
    }
    cancelEdit();
    setTyping(false);
    leaveCursor();
    m_timeline->rest();
    m_sink.tell(tell::CloseRoom{m_currentRoom});
}

TimelineModel *SessionModel::findTimeline(const QString &room)
{
    const auto found =
        std::find_if(m_timelines.begin(), m_timelines.end(), [&](const auto &each) { return each->room() == room; });
    return found == m_timelines.end() ? nullptr : found->get();
}

TimelineModel &SessionModel::timelineOf(const QString &room)
{
    const auto found =
        std::find_if(m_timelines.begin(), m_timelines.end(), [&](const auto &each) { return each->room() == room; });
    if (found != m_timelines.end()) {
        std::rotate(found, found + 1, m_timelines.end());
        return *m_timelines.back();
    }
    if (m_timelines.size() >= KeptTimelines) {
        // A view may still hold it until it has heard of the change of room.
        m_timelines.front().release()->deleteLater();
        m_timelines.erase(m_timelines.begin());
    }
    auto made = std::make_unique<TimelineModel>(room, m_parts.clock);
    connect(made.get(), &TimelineModel::wanted, this,
            [this, room](Seq before, int limit) { askOlder(room, before, limit); });
    connect(made.get(), &TimelineModel::wantedAround, this, [this, room](Seq seq) {
        m_sink.tell(tell::LoadAround{room, seq, TimelineModel::PageSize});
    });
    std::vector<const ShownMessage *> waiting;
    for (const auto &[id, shown] : m_waiting) {
        if (shown.message.room == room) {
            waiting.push_back(&shown);
        }
    }
    std::sort(waiting.begin(), waiting.end(),
              [](const auto *a, const auto *b) { return a->message.at < b->message.at; });
    made->apply(waiting);
    m_timelines.push_back(std::move(made));
    return *m_timelines.back();
}

void SessionModel::showMembers()
{
    const People &people = m_people[m_currentRoom];
    std::vector<Member> members;
    members.reserve(people.members.size());
    for (const auto &[user, member] : people.members) {
        members.push_back(member);
    }
    m_members.setRoster(members);
    countMembers();
}

void SessionModel::countMembers()
{
    const ShownRoom *shown = m_rooms.find(m_currentRoom);
    m_members.setTold(shown ? shown->room.memberCount : 0);
}

void SessionModel::showPeople()
{
    showMembers();
    const People &people = m_people[m_currentRoom];
    m_typing.setUsers(people.typing);
    m_cursors.clear();
    for (const auto &[user, point] : people.cursors) {
        m_cursors.move(user, point);
    }
}

void SessionModel::forget(const QString &room)
{
    m_people.erase(room);
    m_marked.erase(room);
    if (room == m_currentRoom) {
        cancelEdit();
        m_timeline = nullptr;
        m_reading.show(nullptr);
        m_currentRoom.clear();
        m_rooms.setCurrent({});
        showPeople();
        Q_EMIT currentRoomChanged();
        Q_EMIT currentRoomInfoChanged();
        Q_EMIT draftChanged();
    }
    m_reading.forget(room);
    const auto found =
        std::find_if(m_timelines.begin(), m_timelines.end(), [&](const auto &each) { return each->room() == room; });
    if (found != m_timelines.end()) {
        found->release()->deleteLater();
        m_timelines.erase(found);
    }
}

void SessionModel::giveBack(const QString &room, const QString &text)
{
    const ShownRoom *shown = m_rooms.find(room);
    if (!shown) {
        return;
    }
    // What was written since comes after it.
    const QString both = shown->draft.isEmpty() ? text : text + u'\n' + shown->draft;
    m_rooms.setDraft(room, both);
    m_sink.tell(tell::SaveDraft{room, both});
    if (room == m_currentRoom) {
        Q_EMIT draftChanged();
    }
}

void SessionModel::askOlder(const QString &room, Seq before, int limit)
{
    m_sink.tell(tell::LoadOlder{room, before, limit});
}

void SessionModel::tellAway()
{
    m_sink.tell(tell::SetPresence{{}, {}, m_autoAway.away()});
    Q_EMIT ownStatusChanged();
}

void SessionModel::minute()
{
    m_minuteTimer = m_parts.scheduler.after(TickMs, [this] { minute(); });
    m_members.refreshTimes();
    m_find.refreshWords();
    for (const auto &timeline : m_timelines) {
        timeline->refreshDays();
    }
}

void SessionModel::retranslate()
{
    m_connection.retranslate();
    m_typing.retranslate();
    m_notices.retranslate();
    m_ownAccount.retranslate();
    Q_EMIT speaksChanged();
    m_find.refreshWords();
    Q_EMIT fullNoteChanged();
    Q_EMIT signInChanged();
    m_members.refreshTimes();
    for (const auto &timeline : m_timelines) {
        timeline->refreshWords();
    }
    for (RequestModel *request : {&m_roomRequest, &m_inviteRequest, &m_statusRequest}) {
        request->retranslate();
    }
}

} // namespace banter
