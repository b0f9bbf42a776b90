// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/room_directory.h"

namespace banter {
namespace {

/// Newest messages that are looked through for one's own, which are never unread; and for what is, where nobody counts.
constexpr int OwnSearched = 200;
constexpr int UnreadSearched = 10'000;
/// A draft may be longer than a message, or the person could not shorten it; but not without bounds.
constexpr qsizetype MaxDraftChars = 256 * 1024;

} // namespace

RoomDirectory::RoomDirectory(ClientStore &store, Disk &disk, Publisher &views, const ServerState &server)
    : m_store(store), m_disk(disk), m_views(views), m_server(server)
{}

KnownRoom &RoomDirectory::load(const StoredRoom &stored)
{
    KnownRoom &room = m_rooms[stored.room.id];
    room.room = stored.room;
    room.countedTo = stored.room.lastSeq;
    room.countedRev = stored.room.lastRev;
    room.draft = stored.draft;
    room.inStore = true;
    room.counts = m_server.capabilities.counts;
    return room;
}

void RoomDirectory::countAnew()
{
    for (auto &[id, room] : m_rooms) {
        if (std::exchange(room.counts, m_server.capabilities.counts) != room.counts && room.inStore)
            findUnread(room);
    }
}

void RoomDirectory::findUnread(KnownRoom &room)
{
    if (room.room.lastSeq <= room.room.readSeq)
        return;
    const auto newest = m_store.messagesIn(room.room.id, {room.room.readSeq, room.room.lastSeq},
                                           room.counts ? OwnSearched : UnreadSearched);
    for (const Message &message : newest.ok() ? newest.value() : std::vector<Message>()) {
        if (message.sender == m_server.user)
            room.noteOwn(message.seq);
        else if (!message.deletedBy.isEmpty())
            room.noteDeleted(message.seq, message.rev, false);
        else
            room.noteOthers(message.seq);
    }
}

KnownRoom *RoomDirectory::find(const QString &id)
{
    const auto found = m_rooms.find(id);
    return found == m_rooms.end() ? nullptr : &found->second;
}

KnownRoom &RoomDirectory::named(const QString &id)
{
    KnownRoom &room = m_rooms[id];
    room.room.id = id;
    room.counts = m_server.capabilities.counts;
    return room;
}

void RoomDirectory::keep(KnownRoom &room)
{
    // Public rooms that one is no member of are the server's to list.
    if (room.room.joined || room.inStore) {
        m_disk.put(keep::PutRoom{room.kept()});
        room.inStore = true;
    }
    show(room);
}

void RoomDirectory::show(const KnownRoom &room)
{
    m_views.log().room(room.shown());
}

void RoomDirectory::saveDraft(const QString &id, const QString &text)
{
    KnownRoom *room = find(id);
    if (!room || room->draft == text || text.size() > MaxDraftChars)
        return;
    room->draft = text;
    m_disk.put(keep::PutDraft{id, text});
    show(*room);
}

} // namespace banter
