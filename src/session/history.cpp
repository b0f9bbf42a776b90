// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>
#include <utility>

// Where everything that the server says of messages comes together: live ones, pages and verdicts, in any order. Each
// message is stored once and given to the views once.
namespace banter {
namespace {

/// So far back from the newest message a filled gap goes to the views; it is what they hold at most. What is older
/// they get when somebody scrolls there, so that a hundred thousand missed messages do not pass through a window that
/// would throw them away.
constexpr Seq ShownReach = 2'000;

} // namespace

void Session::Impl::publishHistory(const KnownRoom &room)
{
    m_log.raw().history[room.room.id] = room.history(m_capabilities.catchesUp);
    changed();
}

void Session::Impl::give(const Message &message, bool live)
{
    if (KnownRoom *room = find(message.room); room && message.seq > 0)
        room->given.add({message.seq, message.seq});
    m_log.raw().messages.push_back({message, DeliveryState::Sent, {}, message.sender == m_user, live});
    changed();
}

// What a server left out that another one tells.
void Session::Impl::complete(Message &message, bool live) const
{
    if (message.at == 0)
        message.at = m_parts.clock.wallMs();
    if (message.sender == m_user && message.clientId.isEmpty() && !m_capabilities.resends)
        message.clientId = m_outbox.echoed(message, live);
}

// `covered` is all that is known now: what of it is not among the messages, the server does not have.
void Session::Impl::takeIn(KnownRoom &room, std::vector<Message> messages, Span covered, bool reachesStart,
                           Giving giving)
{
    const bool inReach = room.ordered() && covered.first <= room.orderedUpTo + 1;
    for (const Message &message : messages) { // before any is given: neighbours in the same page are then in view too
        if (message.sender == m_user && m_outbox.find(message.clientId))
            showFrom(room, message.seq);
    }
    const auto readBefore = std::pair(room.room.readSeq, room.ownUnread.size());
    std::vector<QString> settled;
    for (Message &message : messages) {
        complete(message, giving == Giving::Live);
        const bool own = message.sender == m_user;
        if (own)
            keepOtherWording(message);
        const bool verdict = own && !message.clientId.isEmpty() && settle(message.clientId);
        if (verdict && room.stored.contains(message.seq))
            m_disk.put(keep::DropOutbox{message.clientId});
        else if (own && !message.clientId.isEmpty())
            settled.push_back(message.clientId);
        const bool isNew = !room.given.contains(message.seq);
        const bool next = inReach && isNew && message.seq > room.orderedUpTo;
        const bool inView = !room.ordered() && isNew && room.live() && message.seq >= room.shownOldest &&
                            message.seq > room.held.newest() - ShownReach;
        if (verdict || next || inView || giving == Giving::All)
            give(message, giving == Giving::Live);
        if (own)
            room.noteOwn(message.seq);
        // The store takes an outbox entry out when it sees its client id, and somebody else can have guessed ours.
        if (!own && m_outbox.find(message.clientId))
            message.clientId.clear();
    }
    const bool wasEmpty = room.held.newest() == 0; // its start was then that of nothing
    room.held.add(covered);
    room.reachesStart = (room.reachesStart && !wasEmpty) || reachesStart || room.held.contains(1);
    room.room.lastSeq = std::max(room.room.lastSeq, covered.last);
    if (inReach)
        room.orderedUpTo = std::max(room.orderedUpTo, covered.last);
    keepHistory(room, std::move(messages), covered, std::move(settled));
    if (readBefore != std::pair(room.room.readSeq, room.ownUnread.size())) // own ones need no reading
        keepRoom(room);
}

void Session::Impl::keepHistory(KnownRoom &room, std::vector<Message> messages, Span covered,
                                std::vector<QString> settled)
{
    std::erase_if(messages, [&](const Message &message) { return room.stored.contains(message.seq); });
    const std::optional<Span> stored = room.stored.around(covered.first);
    // What a full disk could not take is not in the store, so the store's history may begin later than ours.
    const Seq oldest = room.held.oldest();
    const bool fromStart = room.reachesStart && (covered.first <= oldest || room.stored.contains(oldest));
    if (!messages.empty() || !stored || stored->last < covered.last)
        m_disk.putHistory({room.room.id, std::move(messages), covered, fromStart}, std::move(settled));
    if (!room.ordered())
        return;
    m_disk.then([this, id = room.room.id](const Status &) {
        if (KnownRoom *reader = find(id))
            giveInOrder(*reader);
    });
}

void Session::Impl::historyStored(const keep::PutMessages &put)
{
    if (KnownRoom *room = find(put.room))
        room->stored.add(put.span);
}

// Own messages stand in view from the moment they are sent, so all from there on belongs in the view as well: what is
// held now, and through the gaps what comes later.
void Session::Impl::showFrom(KnownRoom &room, Seq seq)
{
    // Further back it is a look at old times: the store would be read for longer than a frame.
    constexpr Seq Reach = 2'000;
    if (room.ordered() || !room.live() || seq <= 0)
        return;
    const Seq before = room.shownOldest > 0 ? room.shownOldest : room.held.newest() + 1;
    if (room.shownOldest > 0 && (seq >= before || before - seq > Reach))
        return;
    room.shownOldest = seq;
    if (seq >= before)
        return;
    m_disk.flush(); // what is on its way to the disk is shown too
    giveStored(room, {seq, before - 1}, Giving::Background);
}

// ---- live ----

void Session::Impl::on(const heard::MessageArrived &arrived)
{
    Message message = arrived.message;
    KnownRoom *room = find(message.room);
    if (!room)
        return;
    stopsTyping(*room, message.sender);
    if (message.seq <= 0) { // a server that counts nothing: its echo is the receipt
        complete(message, true);
        if (message.sender == m_user && settle(message.clientId))
            m_disk.put(keep::DropOutbox{message.clientId});
        give(message, true);
        return;
    }
    const Seq newest = room->held.newest();
    if (room->held.contains(message.seq))
        return;
    if (room->shownOldest == 0 && !room->ordered())
        room->shownOldest = message.seq;
    takeIn(*room, {message}, {message.seq, message.seq}, false, Giving::Live);
    keepRoom(*room);
    if (newest > 0 && message.seq != newest + 1) { // a hole opened or closed
        publishHistory(*room);
        fillGaps(*room);
    }
}

// The server's verdict on an own message. Where others' messages before it have not come yet, nothing is claimed about
// them: the message is kept by itself until its echo or a page brings its neighbours. A room that was left has no
// history here: one message of it would outlast the server's history without anybody asking what became of it.
void Session::Impl::verdict(const Message &message)
{
    settle(message.clientId);
    give(message, false);
    KnownRoom *room = find(message.room);
    if (!room || !room->inStore) {
        m_disk.put(keep::DropOutbox{message.clientId});
        return;
    }
    if (!knowsPlace(*room, message.seq)) {
        m_disk.putHistory({message.room, {message}, Span{0, -1}, false}, {message.clientId});
        room->noteOwn(message.seq);
        keepRoom(*room);
        return;
    }
    const bool older = message.seq < room->held.oldest();
    showFrom(*room, message.seq);
    takeIn(*room, {message}, {message.seq, message.seq}, false, Giving::Background);
    keepRoom(*room);
    if (older) { // what lies between is missing now, and said to be
        publishHistory(*room);
        fillGaps(*room);
    }
}

// Whether a message may be held by itself: the next after the newest, the first of an empty room, or one before all
// that is held. One in a hole comes again with the page that fills it.
bool Session::Impl::knowsPlace(const KnownRoom &room, Seq seq) const
{
    const Seq newest = room.held.newest();
    if (newest == 0)
        return room.reachesStart && seq == 1;
    return seq == newest + 1 || (room.live() && seq < room.held.oldest());
}

// ---- pages ----

void Session::Impl::takeSubscribedPage(KnownRoom &room, const HistoryPage &page)
{
    room.room.lastSeq = std::max(room.room.lastSeq, page.lastSeq);
    const Seq absence = page.messages.empty() ? page.lastSeq : page.messages.front().seq - 1;
    if (!m_capabilities.catchesUp && absence == room.held.newest() + 1)
        room.noteAbsence({absence, absence});
    if (page.messages.empty()) {
        // Its messages may begin after those of an earlier room of that name, which has ended.
        const bool isNew = page.lastSeq == 0 || (m_capabilities.catchesUp && room.held.newest() == 0);
        room.reachesStart = room.reachesStart || (page.reachesStart && isNew);
        if (room.ordered())
            giveInOrder(room);
        return;
    }
    const Span covered{page.messages.front().seq, page.messages.back().seq};
    // What came after the last that was held is always for the views.
    if (!room.ordered() && (room.shownOldest == 0 || covered.first < room.shownOldest))
        room.shownOldest = covered.first;
    takeIn(room, page.messages, covered, page.reachesStart, Giving::Background);
}

void Session::Impl::on(const heard::HistoryFetched &fetched)
{
    const std::optional<Asked> asked = answered(fetched.ticket);
    KnownRoom *room = asked ? find(asked->room) : nullptr;
    if (!room)
        return;
    m_manager.resumeProgress();
    room->room.lastSeq = std::max(room->room.lastSeq, fetched.page.lastSeq);
    switch (asked->what) {
    case Asked::What::Older:
        takeOlderPage(*room, fetched.page, asked->span);
        break;
    case Asked::What::Gap:
        weigh(*room, fetched.page, asked->limit);
        takeGapPage(*room, fetched.page, asked->span);
        break;
    case Asked::What::After:
        weigh(*room, fetched.page, asked->limit);
        takeNextPage(*room, fetched.page, asked->span.first);
        break;
    case Asked::What::Doubt:
        judgeDoubted(*room, fetched.page, 1);
        break;
    default:
        break;
    }
    publishHistory(*room);
}

// ---- gaps: filled in the background, the newest first, because that is what people look at ----

void Session::Impl::fillGaps(KnownRoom &room)
{
    constexpr std::size_t AtOnce = 3; // enough to hide the round trips, few enough not to delay what a person asks for
    if (!m_signedIn || !room.live() || room.ordered() || !m_capabilities.history || !m_capabilities.catchesUp ||
        m_fillTimer != 0)
        return;
    const std::vector<Span> holes = room.held.holes();
    if (holes.empty() || mustWait(room))
        return;
    for (auto hole = holes.rbegin(); hole != holes.rend(); ++hole) {
        for (Seq before = hole->last + 1; before > hole->first; before -= m_capabilities.maxPage) {
            if (room.filling.size() >= AtOnce)
                return;
            if (!room.filling.insert(before).second)
                continue;
            const int limit = int(std::min<Seq>(m_capabilities.maxPage, before - hole->first));
            ask({Asked::What::Gap, room.room.id, {}, 0, {before - limit, before - 1}, limit},
                ask::FetchHistory{room.room.id, before, 0, limit});
        }
    }
}

void Session::Impl::takeGapPage(KnownRoom &room, const HistoryPage &page, Span asked)
{
    room.filling.erase(asked.last + 1);
    std::vector<Message> messages = page.messages;
    std::erase_if(messages, [&](const Message &one) { return one.seq < asked.first || one.seq > asked.last; });
    // A page may be short for the frame's sake; one without anything says that there is nothing.
    const Seq first = messages.empty() || page.reachesStart ? asked.first : messages.front().seq;
    takeIn(room, std::move(messages), {first, asked.last}, false, Giving::Background);
    fillGaps(room);
}

// A server gives as many messages as it was asked for, or as many bytes as a frame should have. One that goes on giving
// less says something untrue of its history, and would be asked for ever as fast as it answers.
void Session::Impl::weigh(KnownRoom &room, const HistoryPage &page, int limit)
{
    constexpr qsizetype FullChars = 32 * 1024;
    int fresh = 0;
    qsizetype chars = 0;
    for (const Message &message : page.messages) {
        if (room.held.contains(message.seq))
            continue;
        ++fresh;
        chars += message.text.size();
    }
    noteFruit(room, fresh > 0 && (fresh >= limit || chars >= FullChars));
}

void Session::Impl::noteFruit(KnownRoom &room, bool fruitful)
{
    constexpr int Tolerated = 5; // the last page before the newest message is a short one
    constexpr qint64 PauseMs = 5'000;
    constexpr int MaxExponent = 6; // over 5 min
    room.barren = fruitful ? 0 : room.barren + 1;
    if (room.barren > Tolerated)
        room.askableAt = now() + (PauseMs << std::min(room.barren - Tolerated - 1, MaxExponent));
}

bool Session::Impl::mustWait(const KnownRoom &room)
{
    const qint64 wait = room.askableAt - now();
    if (wait > 0)
        fillLater({ErrorCode::Unavailable, {}, wait});
    return wait > 0;
}

void Session::Impl::fillLater(const Error &error)
{
    constexpr qint64 PauseMs = 5'000;
    if (m_fillTimer != 0)
        return;
    m_fillTimer = m_parts.scheduler.after(std::max(PauseMs, error.retryAfterMs), [this] {
        m_fillTimer = 0;
        for (auto &[id, room] : m_rooms) {
            fillGaps(room);
            giveInOrder(room);
            if (const Seq newest = std::exchange(room.doubtedNewest, 0); newest > 0 && m_signedIn)
                askForDoubted(room, newest);
        }
    });
}

} // namespace banter
