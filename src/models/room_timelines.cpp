// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/room_timelines.h"

#include <algorithm>

namespace banter {

void RoomTimelines::apply(const Changes &changes)
{
    for (const QString &room : changes.historyReset) {
        if (const auto reset = find(room); reset != m_timelines.end()) {
            (*reset)->dropAll();
        }
    }
    std::map<QString, std::vector<const ShownMessage *>> byRoom;
    std::vector<const ShownMessage *> *last = nullptr;
    QString lastRoom;
    for (const ShownMessage &shown : changes.messages) {
        if (!last || shown.message.room != lastRoom) {
            lastRoom = shown.message.room;
            last = &byRoom[lastRoom];
        }
        last->push_back(&shown);
    }
    for (const auto &timeline : m_timelines) {
        const auto history = changes.history.find(timeline->room());
        const auto messages = byRoom.find(timeline->room());
        const bool hasHistory = history != changes.history.end();
        const bool hasMessages = messages != byRoom.end();
        if (hasHistory || hasMessages) {
            timeline->apply(hasMessages ? messages->second : std::vector<const ShownMessage *>{},
                            hasHistory ? &history->second : nullptr);
        }
    }
    quote(changes);
    amend(changes.amended);
    if (!changes.fixed.empty()) {
        for (const auto &timeline : m_timelines) {
            timeline->fix(changes.fixed);
        }
    }
    for (const auto &[room, clientId] : changes.messagesGone) {
        if (const auto its = find(room); its != m_timelines.end()) {
            (*its)->removeMessage(clientId);
        }
    }
}

void RoomTimelines::amend(const std::vector<Amendment> &changes)
{
    std::map<QString, std::vector<const Amendment *>> byRoom;
    for (const Amendment &change : changes) {
        byRoom[change.room].push_back(&change);
    }
    for (const auto &[room, its] : byRoom) {
        if (const auto timeline = find(room); timeline != m_timelines.end()) {
            (*timeline)->amend(its);
        }
    }
}

void RoomTimelines::quote(const Changes &changes)
{
    std::map<QString, std::vector<const Message *>> byRoom;
    for (const auto &[key, message] : changes.quoted) {
        byRoom[key.first].push_back(&message);
    }
    for (const auto &[room, its] : byRoom) {
        if (const auto timeline = find(room); timeline != m_timelines.end()) {
            (*timeline)->quote(its);
        }
    }
}

void RoomTimelines::setWishes(const QString &room, const std::vector<const ShownOperation *> &wishes)
{
    if (const auto timeline = find(room); timeline != m_timelines.end()) {
        (*timeline)->setWishes(wishes);
    }
}

TimelineModel &RoomTimelines::of(const QString &room, const std::vector<const ShownMessage *> &waiting)
{
    if (const auto found = find(room); found != m_timelines.end()) {
        std::rotate(found, found + 1, m_timelines.end());
        return *m_timelines.back();
    }
    if (m_timelines.size() >= Kept) {
        drop(m_timelines.begin());
    }
    auto made = std::make_unique<TimelineModel>(room, m_clock);
    made->setErrorSource(m_errorSource);
    made->setSelf(m_self);
    follow(*made);
    made->apply(waiting);
    m_timelines.push_back(std::move(made));
    return *m_timelines.back();
}

// What it misses, it says; what is beyond its rows, its view.
void RoomTimelines::follow(TimelineModel &timeline)
{
    const QString room = timeline.room();
    QObject::connect(&timeline, &TimelineModel::wanted, &m_context,
                     [this, room](Seq before, int limit) { askOlder(room, before, limit); });
    QObject::connect(&timeline, &TimelineModel::wantedNewest, &m_context, [this, room](int limit) {
        m_sink.tell(tell::LoadNewest{room, limit});
    });
    QObject::connect(&timeline, &TimelineModel::wantedAround, &m_context,
                     [this, room](Seq seq) { askAround(room, seq); });
    QObject::connect(timeline.scroll(), &ScrollModel::olderWanted, &m_context, [this, &timeline] {
        if (!timeline.loading() && !timeline.reachesStart()) {
            askOlder(timeline.room(), timeline.rows().oldest(), TimelinePosition::PageSize);
        }
    });
    QObject::connect(timeline.scroll(), &ScrollModel::newerWanted, &m_context, [this, &timeline] {
        if (const Seq after = timeline.askNewer(); after > 0) {
            m_sink.tell(tell::LoadNewer{timeline.room(), after, TimelinePosition::PageSize});
        }
    });
}

void RoomTimelines::forget(const QString &room)
{
    if (const auto found = find(room); found != m_timelines.end()) {
        drop(found);
    }
}

void RoomTimelines::askOlder(const QString &room, Seq before, int limit)
{
    m_sink.tell(tell::LoadOlder{room, before, limit});
}

void RoomTimelines::askAround(const QString &room, Seq seq)
{
    m_sink.tell(tell::LoadAround{room, seq, TimelinePosition::PageSize});
}

void RoomTimelines::refreshDays()
{
    for (const auto &timeline : m_timelines) {
        timeline->refreshDays();
    }
}

void RoomTimelines::refreshWords()
{
    for (const auto &timeline : m_timelines) {
        timeline->refreshWords();
    }
}

void RoomTimelines::setIdentity(const QString &self, ErrorSource source)
{
    m_self = self;
    for (const auto &timeline : m_timelines) {
        timeline->setSelf(self);
    }
    if (std::exchange(m_errorSource, source) == source) {
        return;
    }
    for (const auto &timeline : m_timelines) {
        timeline->setErrorSource(source);
    }
    refreshWords();
}

RoomTimelines::Timelines::iterator RoomTimelines::find(const QString &room)
{
    return std::find_if(m_timelines.begin(), m_timelines.end(), [&](const auto &each) { return each->room() == room; });
}

// A view may still hold it until it has heard of the change of room.
void RoomTimelines::drop(Timelines::iterator which)
{
    which->release()->deleteLater();
    m_timelines.erase(which);
}

} // namespace banter
