// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "store/search_words.h"

#include <algorithm>
#include <limits>

// Who looks at a room: the newest messages at once, older ones on demand, or all of them in order.
namespace banter {
namespace {

/// After nobody looks any more: short enough to spare the server, long enough for a look into another room.
constexpr qint64 LingerMs = 60'000;
constexpr int FirstPage = 50;

} // namespace

void Session::Impl::on(const tell::OpenRoom &command)
{
    KnownRoom &room = m_rooms.named(command.room);
    ++room.viewers;
    m_parts.scheduler.cancel(std::exchange(room.lingering, 0));
    m_disk.flush(); // what is on its way to the disk is shown too
    if (command.since > 0 || command.inOrder) {
        room.orderedUpTo = command.since;
        room.given = SpanSet();
        giveInOrder(room);
        publishHistory(room);
    } else if (!room.ordered()) {
        showOlder(room, room.held.newest() + 1, FirstPage);
    }
    m_queue.showUnsent(room.room.id);
    if (m_server.signedIn && room.room.joined)
        subscribe(room);
}

void Session::Impl::on(const tell::CloseRoom &command)
{
    KnownRoom *room = m_rooms.find(command.room);
    if (!room || room->viewers == 0 || --room->viewers > 0)
        return;
    room->orderedUpTo = -1;
    m_sender.hidePointer(command.room);
    m_sender.stopTyping(command.room);
    const QString id = command.room;
    room->lingering = m_parts.scheduler.after(LingerMs, [this, id] {
        if (KnownRoom *quiet = m_rooms.find(id)) {
            quiet->lingering = 0;
            unsubscribe(*quiet);
        }
    });
}

void Session::Impl::unsubscribe(KnownRoom &room)
{
    room.given = SpanSet();
    room.shownOldest = 0;
    if (wantsStream(room))
        return;
    const bool told = room.subscribed && m_server.signedIn;
    endStream(room);
    if (told)
        m_requests.askEphemeral(ask::Unsubscribe{room.room.id});
}

// ---- older messages ----

void Session::Impl::on(const tell::LoadOlder &command)
{
    KnownRoom *room = m_rooms.find(command.room);
    if (!room) {
        m_views.failure({ErrorCode::NotFound, QStringLiteral("There is no such room here."), 0}, command.room);
        return;
    }
    const Seq oldest = room->shownOldest > 0 ? room->shownOldest : room->held.newest() + 1;
    showOlder(*room, command.before > 0 ? command.before : oldest,
              std::clamp(command.limit, 1, m_server.capabilities.maxPage));
}

// A jump. What is stored there is shown at once; where that is not all, the server has the rest.
void Session::Impl::on(const tell::LoadAround &command)
{
    KnownRoom *room = m_rooms.find(command.room);
    if (!room || command.seq <= 0) {
        m_views.failure({ErrorCode::NotFound, QStringLiteral("There is no such message here."), 0}, command.room);
        return;
    }
    m_disk.flush();
    const int limit = std::clamp(command.limit, 1, m_server.capabilities.maxPage);
    const Seq newest = std::max(room->room.lastSeq, command.seq);
    const Seq last = std::min(newest, command.seq + limit / 2);
    const Seq first = std::max<Seq>(1, last - limit + 1);
    const Span alone{command.seq, command.seq};
    const Span stored = room->stored.around(command.seq).value_or(alone);
    const Span there{std::max(first, stored.first), std::min(last, stored.last)};
    giveStored(*room, there, Giving::All);
    const bool whole = there.first <= first && there.last >= last;
    if (!whole && m_server.signedIn && m_server.capabilities.history && room->room.joined) {
        ++room->loadingOlder;
        m_requests.ask({Asked::What::Older, command.room, {}, 0, {last + 1, limit}},
                       ask::FetchHistory{command.room, last + 1, 0, limit});
    }
    publishHistory(*room);
}

void Session::Impl::on(const tell::Search &command)
{
    constexpr int MaxFound = 500;
    m_disk.flush(); // what came a moment ago is found too
    const int limit = std::clamp(command.limit, 1, MaxFound);
    Found found{command.number, searchWords(command.typed), {}, false};
    auto messages = m_store->search(found.words, command.room, limit + 1);
    if (!messages.ok()) {
        m_views.failure(messages.error(), command.room, {}, Deed::Storage);
    } else {
        found.messages = std::move(messages).value();
        found.more = int(found.messages.size()) > limit;
        if (found.more)
            found.messages.pop_back();
    }
    m_views.raw().found = std::move(found);
}

// From the store as far as it goes without a hole, the rest from the server.
void Session::Impl::showOlder(KnownRoom &room, Seq before, int limit)
{
    m_disk.flush();
    for (auto stored = storedBelow(room, before); stored && limit > 0; stored = storedBelow(room, before)) {
        const Seq first = std::max(stored->first, stored->last + 1 - limit);
        giveStored(room, {first, stored->last}, Giving::All);
        noteShown(room, first, before);
        limit -= int(stored->last + 1 - first);
        before = first;
    }
    const bool atStart = before <= 1 || (room.reachesStart && before <= room.held.oldest());
    if (limit > 0 && !atStart && m_server.signedIn && m_server.capabilities.history && room.room.joined) {
        ++room.loadingOlder;
        m_requests.ask({Asked::What::Older, room.room.id, {}, 0, {before, limit}},
                       ask::FetchHistory{room.room.id, before, 0, limit});
    }
    publishHistory(room);
}

// What is stored right below `before`, or, where nothing ever fills a hole, behind it.
std::optional<Span> Session::Impl::storedBelow(const KnownRoom &room, Seq before) const
{
    std::optional<Span> found;
    for (const Span &span : room.stored.spans()) {
        if (span.first < before && (!m_server.capabilities.catchesUp || span.last >= before - 1))
            found = Span{span.first, std::min(span.last, before - 1)};
    }
    return found;
}

void Session::Impl::giveStored(KnownRoom &room, Span span, Giving giving)
{
    const auto stored = m_store->messages(room.room.id, span.last + 1, int(span.last - span.first + 1));
    if (!stored.ok()) {
        m_views.failure(stored.error(), room.room.id, {}, Deed::Storage);
        return;
    }
    for (const Message &message : stored.value()) {
        if (message.seq >= span.first && (giving == Giving::All || !room.given.contains(message.seq)))
            give(message, false);
    }
}

// What was given now reaches from `first` to below `before`; what does not touch the rest is a look far back.
void Session::Impl::noteShown(KnownRoom &room, Seq first, Seq before)
{
    if (room.shownOldest == 0 || before >= room.shownOldest)
        room.shownOldest = std::min(first, room.shownOldest == 0 ? first : room.shownOldest);
}

void Session::Impl::takeOlderPage(KnownRoom &room, const HistoryPage &page, Span asked)
{
    const Seq before = asked.first;
    room.loadingOlder = std::max(0, room.loadingOlder - 1);
    std::vector<Message> messages = page.messages;
    std::erase_if(messages, [&](const Message &message) { return message.seq >= before; });
    const bool reachesStart = page.reachesStart || messages.empty();
    const Seq first = reachesStart ? 1 : messages.front().seq;
    const Seq newest = std::max(page.lastSeq, messages.empty() ? 0 : messages.back().seq);
    const Seq last = std::min(before - 1, newest); // what is not yet said is not held
    const bool touches = room.held.newest() == 0 || room.held.contains(before) || room.held.contains(before - 1);
    if (touches && last < first) {
        room.reachesStart = room.reachesStart || newest == 0;
        return;
    }
    if (touches) {
        takeIn(room, std::move(messages), {first, last}, reachesStart, Giving::All);
        noteShown(room, first, before);
        return;
    }
    // A look far back: kept, but not counted as held, or all between would have to be fetched as a gap.
    for (const Message &message : messages)
        give(message, false);
    m_disk.putHistory({room.room.id, std::move(messages), Span{0, -1}, false});
}

// A view that was just opened has a full page, even where little came since the last time.
void Session::Impl::fillFirstPage(KnownRoom &room)
{
    const Seq shown = room.shownOldest == 0 ? 0 : room.held.newest() - room.shownOldest + 1;
    if (room.viewers > 0 && !room.ordered() && room.loadingOlder == 0 && shown > 0 && shown < FirstPage)
        showOlder(room, room.shownOldest, FirstPage - int(shown));
}

// ---- readers in strict order ----

// Where nothing ever fills a hole, nobody waits for it.
void Session::Impl::stepOverAbsence(KnownRoom &room) const
{
    if (m_server.capabilities.catchesUp)
        return;
    if (room.held.newest() > 0)
        room.orderedUpTo = std::max(room.orderedUpTo, room.held.oldest() - 1);
    for (const Span &hole : room.held.holes()) {
        if (hole.first <= room.orderedUpTo + 1 && hole.last > room.orderedUpTo)
            room.orderedUpTo = hole.last;
    }
    if (room.held.newest() > 0 && room.orderedUpTo == room.held.newest())
        room.orderedUpTo = std::max(room.orderedUpTo, room.room.lastSeq);
}

void Session::Impl::giveInOrder(KnownRoom &room)
{
    constexpr Seq Page = 200;
    while (room.ordered()) {
        stepOverAbsence(room);
        const std::optional<Span> stored = room.stored.around(room.orderedUpTo + 1);
        if (!stored)
            break;
        const Seq last = std::min(stored->last, room.orderedUpTo + Page);
        const auto messages = m_store->messages(room.room.id, last + 1, int(last - room.orderedUpTo));
        if (!messages.ok())
            break;
        for (const Message &message : messages.value()) {
            if (message.seq > room.orderedUpTo && !room.given.contains(message.seq))
                give(message, false);
        }
        room.orderedUpTo = last;
    }
    fetchNext(room);
}

void Session::Impl::fetchNext(KnownRoom &room)
{
    if (!room.ordered() || room.fetchingAfter || !room.subscribed || !m_server.capabilities.history ||
        room.orderedUpTo >= room.room.lastSeq || m_pacer.mustWait(room.room.id))
        return;
    room.fetchingAfter = true;
    const Seq next = room.orderedUpTo + 1;
    // "After 0" has no words of its own: the very first message is the one below 2.
    const ask::FetchHistory request = next == 1
                                          ? ask::FetchHistory{room.room.id, 2, 0, 1}
                                          : ask::FetchHistory{room.room.id, 0, next - 1, m_server.capabilities.maxPage};
    m_requests.ask({Asked::What::After, room.room.id, {}, 0, {next, 0}, request.limit}, request);
}

void Session::Impl::takeNextPage(KnownRoom &room, const HistoryPage &page, Seq next)
{
    room.fetchingAfter = false;
    std::vector<Message> messages = page.messages;
    std::erase_if(messages, [&](const Message &message) { return message.seq < next; });
    const Seq nothing = next == 1 ? 1 : std::max(next, page.lastSeq);
    const Span covered{next, messages.empty() ? nothing : messages.back().seq};
    takeIn(room, std::move(messages), covered, false, Giving::Background);
}

} // namespace banter
