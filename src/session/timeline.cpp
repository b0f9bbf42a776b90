// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timeline.h"

#include "dialects/api/counted.h"

#include <algorithm>
#include <tuple>
#include <utility>

// What the server says of messages, and the gaps that it leaves.
namespace banter {
namespace {

/// Whether an own message is known as the server has it.
bool isWhole(const Message &own)
{
    return own.mentions.isEmpty() && (own.replyTo.id.isEmpty() || own.replyTo.seq > 0);
}

} // namespace

Timeline::Timeline(const Parts &parts, KnownRoom &room) : m_parts(parts), m_room(room) {}

void Timeline::load(const StoredRoom &stored)
{
    m_spans = TimelineSpans(stored);
}

void Timeline::forget()
{
    m_spans.forget();
}

void Timeline::forgetHeld()
{
    m_spans.forgetHeld();
}

void Timeline::linkLost()
{
    m_filling.clear();
    m_fetchingAfter = false;
    if (std::exchange(m_loading, 0) > 0)
        publish();
}

std::vector<Message> Timeline::recent()
{
    if (m_parts.server.capabilities.counts)
        return {};
    m_parts.disk.flush();
    Result<std::vector<Message>> stored = m_parts.store.messages(id(), 0, ask::Subscribe::MaxRecent);
    return stored.ok() ? std::move(stored).value() : std::vector<Message>();
}

void Timeline::publish()
{
    m_parts.views.raw().history[id()] =
        m_spans.state(m_room.room.lastSeq, m_loading > 0, m_parts.server.capabilities.history);
}

void Timeline::give(const Message &message, Seq after, bool live, std::optional<Seq> sought)
{
    if (message.seq > 0)
        m_spans.noteGiven({after, message.seq});
    show(message, after, live, sought);
}

void Timeline::show(const Message &message, Seq after, bool live, std::optional<Seq> sought)
{
    ShownMessage shown{message, DeliveryState::Sent, {}, message.sender == m_parts.server.user, live};
    shown.after = after;
    shown.sought = sought;
    m_parts.views.raw().messages.push_back(std::move(shown));
}

void Timeline::giveAgain(const Message &message)
{
    const std::optional<Span> run = m_spans.stored().around(message.seq);
    if (run)
        giveStored({run->after, message.seq}, 1, Giving::All);
    else
        give(message, message.seq, false);
}

// What a server left out that another one tells.
void Timeline::complete(Message &message, bool live) const
{
    if (message.at == 0)
        message.at = m_parts.clock.wallMs();
    if (message.sender == m_parts.server.user && message.clientId.isEmpty() && !m_parts.server.capabilities.resends)
        message.clientId = m_parts.own.echoed(message, live);
}

// The one way in for whole messages: one that is not held is put in, one that is held is amended where it ever changed,
// and dropped otherwise. `covered` is all that is known now: what of it is not among them, the server does not have.
void Timeline::takeIn(std::vector<Message> messages, const Span &covered, Giving giving, std::optional<Seq> sought)
{
    Seq follows = covered.after;
    for (const Message &message : messages) { // before any is given: neighbours in the same page are then in view too
        if (message.sender == m_parts.server.user && m_parts.own.waits(message.clientId))
            showFromOwn(follows, message.seq);
        follows = message.seq;
    }
    const auto readBefore = std::tuple(m_room.room.readSeq, m_room.ownUnread.size(), m_room.othersUnread.size());
    if (!m_room.counts && m_spans.isEmpty()) // nobody waits to read what was said before anything came here
        m_room.room.readSeq = std::max(m_room.room.readSeq, covered.after);
    std::vector<QString> settled;
    std::vector<Amendment> changed;
    follows = covered.after;
    for (Message &message : messages) {
        complete(message, giving == Giving::Live);
        const bool own = message.sender == m_parts.server.user;
        if (own)
            m_parts.own.keepOtherWording(message);
        const bool verdict = own && !message.clientId.isEmpty() && m_parts.own.settle(message.clientId);
        if (verdict && m_spans.stored().contains(message.seq))
            m_parts.disk.put(keep::DropOutbox{message.clientId});
        else if (own && !message.clientId.isEmpty())
            settled.push_back(message.clientId);
        // One's own may be kept by itself, and shown.
        const bool isKnown = m_spans.held().contains(message.seq) || m_spans.wasGiven(message.seq);
        if (verdict || giving == Giving::All || m_spans.isWanted(message.seq, covered, m_room.live()))
            give(message, follows, giving == Giving::Live, sought);
        if (message.rev > 0 && isKnown)
            changed.push_back(wholeOf(message));
        follows = message.seq;
        noteUnread(message);
        // The store takes an outbox entry out when it sees its client id, and somebody else can have guessed ours.
        if (!own && m_parts.own.waits(message.clientId))
            message.clientId.clear();
    }
    giveNext(covered, follows);
    m_spans.cover(covered, messages, m_room.live());
    m_room.room.lastSeq = std::max(m_room.room.lastSeq, covered.last);
    keep(std::move(messages), covered, std::move(settled));
    if (!changed.empty())
        amend(std::move(changed), std::nullopt);
    if (readBefore != std::tuple(m_room.room.readSeq, m_room.ownUnread.size(), m_room.othersUnread.size()))
        m_parts.rooms.keep(m_room); // own ones need no reading
}

void Timeline::noteUnread(const Message &message)
{
    const bool own = message.sender == m_parts.server.user;
    if (!message.deletedBy.isEmpty())
        m_room.noteDeleted(message.seq, message.rev, own);
    else if (!own)
        m_room.noteOthers(message.seq);
    if (own)
        m_room.noteOwn(message.seq);
}

void Timeline::amend(std::vector<Amendment> changes, std::optional<qint64> heldRev)
{
    const auto unreadBefore = std::tuple(m_room.room.readSeq, m_room.unread());
    for (Amendment &change : changes) {
        if (change.words && !change.whole &&
            change.words->editedAt == 0) // the server told no time: it is known since now
            change.words->editedAt = m_parts.clock.wallMs();
        if (!change.deletedBy.isEmpty())
            m_room.noteDeleted(change.seq, change.rev, change.deletedBy == m_parts.server.user);
        if (m_spans.mayHold(change.seq) || m_spans.wasGiven(change.seq))
            m_parts.views.raw().amended.push_back(change);
    }
    if (unreadBefore != std::tuple(m_room.room.readSeq, m_room.unread()))
        m_parts.rooms.keep(m_room);
    m_parts.disk.put(keep::AmendMessages{id(), std::move(changes), heldRev});
}

// Where nothing of what is covered is right below the run above it, the first message there follows another one now.
void Timeline::giveNext(const Span &covered, Seq follows)
{
    const std::optional<Span> above = m_spans.held().following(covered.last);
    if (!m_room.live() || follows == covered.last || !above || above->after != covered.last)
        return;
    m_parts.disk.flush();
    const auto next = m_parts.store.messagesIn(id(), *above, 1, ClientStore::Most::Oldest);
    const auto before = m_parts.store.messagesIn(id(), {follows, covered.last}, 1);
    if (!next.ok() || next.value().empty() || !before.ok() || !m_spans.wasGiven(next.value().front().seq))
        return;
    give(next.value().front(), before.value().empty() ? follows : before.value().front().seq, false);
}

void Timeline::keep(std::vector<Message> messages, const Span &covered, std::vector<QString> settled)
{
    const SpanSet &inStore = m_spans.stored();
    std::erase_if(messages, [&](const Message &message) { return inStore.contains(message.seq); });
    // What a full disk could not take is not in the store, so the store's runs may end elsewhere than ours.
    const std::optional<Span> stored = inStore.following(covered.after);
    if (!messages.empty() || !stored || stored->last < covered.last)
        putIn(std::move(messages), covered, std::move(settled));
    if (m_spans.isOrdered())
        m_parts.disk.then([&parts = m_parts, id = id()](const Status &) {
            if (Timeline *reader = parts.find(id))
                reader->giveInOrder();
        });
}

void Timeline::putIn(std::vector<Message> messages, const Span &covered, std::vector<QString> settled)
{
    m_spans.noteKept(messages);
    m_parts.disk.putHistory({id(), std::move(messages), covered}, std::move(settled));
}

// ---- live ----

void Timeline::arrived(Message message, Seq after, const QString &mark)
{
    if (message.seq <= 0) { // a server that counts nothing: its echo is the receipt
        complete(message, true);
        if (message.sender == m_parts.server.user && m_parts.own.settle(message.clientId))
            m_parts.disk.put(keep::DropOutbox{message.clientId});
        give(message, 0, true);
        return;
    }
    const bool isNext = m_spans.isEmpty() || after == m_spans.newest();
    if (m_spans.held().contains(message.seq)) {
        if (message.rev > 0)
            amend({wholeOf(message)}, std::nullopt);
        return;
    }
    m_spans.showFirst(after);
    const Span alone{after, message.seq, mark, mark};
    takeIn({std::move(message)}, alone, Giving::Live);
    m_parts.rooms.keep(m_room);
    if (!isNext) { // a hole opened or closed
        publish();
        fillGaps();
    }
}

// Of a message that the person's own answers nobody may know more here than its id, and whom of those that it means are
// in the room only the server knows: what it says of the own one is then given, too.
void Timeline::giveVerdict(const Message &message, Seq after)
{
    if (isWhole(message))
        give(message, after, false);
    else
        show(message, after, false, {});
}

// Where others' messages before it have not come yet, nothing is claimed about them: the message is kept by itself
// until its echo or a page brings its neighbours. So is one of which not all is known.
void Timeline::verdict(const Message &message, Seq after)
{
    if (!isWhole(message) || !m_spans.knowsPlace(after, message.seq, m_room.live())) {
        putIn({message}, {}, {message.clientId});
        m_room.noteOwn(message.seq);
        m_parts.rooms.keep(m_room);
        return;
    }
    const bool older = message.seq < m_spans.newest();
    showFromOwn(after, message.seq);
    takeIn({message}, {after, message.seq}, Giving::Background);
    m_parts.rooms.keep(m_room);
    if (older) { // what lies between is missing now, and said to be
        publish();
        fillGaps();
    }
}

void Timeline::showFromOwn(Seq after, Seq seq)
{
    const std::optional<Span> shown = m_spans.showFromOwn(after, seq, m_room.live());
    if (!shown)
        return;
    m_parts.disk.flush(); // what is on its way to the disk is shown too
    giveStored(*shown, TimelineSpans::ShownReach, Giving::Background);
}

// ---- pages ----

void Timeline::takeSubscribed(const HistoryPage &page, const Span &covered)
{
    m_room.room.lastSeq = std::max(m_room.room.lastSeq, page.lastSeq);
    if (page.messages.empty()) {
        // Its messages may begin after those of an earlier room of that name, which has ended.
        const bool isNew = page.lastSeq == 0 || (m_parts.server.capabilities.history && m_spans.isEmpty());
        m_spans.noteNothingThere(page.reachesStart && isNew);
        beginReading();
        return;
    }
    m_spans.showBackTo(covered.after); // what came after the last that was held is always for the views
    takeIn(page.messages, covered, Giving::Background);
    beginReading();
}

void Timeline::completeSubscribed()
{
    fillGaps();
    fillFirstPage();
    publish();
}

void Timeline::takePage(const Asked &asked, const HistoryPage &page, const Span &covered)
{
    m_room.room.lastSeq = std::max(m_room.room.lastSeq, page.lastSeq);
    switch (asked.what) {
    case Asked::What::Older:
        takeWanted(page, covered, asked.sought);
        break;
    case Asked::What::Gap:
        weigh(page, covered, asked.limit);
        takeGap(page, covered, asked.place);
        break;
    case Asked::What::After:
        weigh(page, covered, asked.limit);
        takeNext(page, covered);
        break;
    case Asked::What::Quoted:
        takeQuoted(page, asked.place);
        break;
    default:
        break;
    }
}

bool Timeline::refused(const Asked &asked, const Error &error)
{
    switch (asked.what) {
    case Asked::What::Gap:
        m_filling.erase(asked.place);
        m_parts.pacer.later(error);
        return false;
    case Asked::What::After:
        m_fetchingAfter = false;
        m_parts.pacer.later(error);
        return false;
    default:
        m_loading = std::max(0, m_loading - 1);
        publish();
        return true;
    }
}

// ---- gaps: filled in the background, the newest first, because that is what people look at ----

void Timeline::fill()
{
    fillGaps();
    giveInOrder();
}

// What is to be fetched in the background. A reader in strict order asks for what comes next, where that can be asked.
std::vector<Span> Timeline::missing() const
{
    std::vector<Span> holes = m_spans.held().holes();
    if (!m_spans.isOrdered())
        return holes;
    if (m_parts.server.capabilities.historyForward)
        return {};
    const auto &runs = m_spans.held().spans();
    if (!runs.empty() && runs.front().after > m_spans.orderedUpTo())
        holes.insert(holes.begin(), {m_spans.orderedUpTo(), runs.front().after, {}, runs.front().afterMark});
    std::erase_if(holes, [this](const Span &hole) { return hole.last <= m_spans.orderedUpTo(); });
    return holes;
}

void Timeline::fillGaps()
{
    constexpr std::size_t AtOnce = 3; // enough to hide the round trips, few enough not to delay what a person asks for
    const Capabilities &can = m_parts.server.capabilities;
    if (!m_parts.server.signedIn || !m_room.live() || !can.history || m_parts.pacer.isWaiting())
        return;
    const std::vector<Span> holes = missing();
    if (holes.empty() || m_parts.pacer.mustWait(id()))
        return;
    for (auto hole = holes.rbegin(); hole != holes.rend(); ++hole) {
        const std::vector<Seq> ends =
            can.counts ? counted::pageEnds(*hole, can.maxPage, AtOnce) : std::vector<Seq>{hole->last};
        for (const Seq end : ends) {
            if (m_filling.size() >= AtOnce)
                return;
            if (!m_filling.insert(end).second)
                continue;
            const qint64 there = can.counts ? counted::within({hole->after, end}) : can.maxPage;
            const int limit = int(std::min<qint64>(can.maxPage, there));
            m_parts.requests.ask({Asked::What::Gap, id(), {}, 0, end, limit},
                                 fetchUpTo({end, end == hole->last ? hole->lastMark : QString()}, limit));
        }
    }
}

void Timeline::takeGap(const HistoryPage &page, const Span &covered, Seq upTo)
{
    m_filling.erase(upTo);
    takeIn(page.messages, covered, Giving::Background);
    fillGaps();
}

// A page that meets what is held has brought all that there was.
void Timeline::weigh(const HistoryPage &page, const Span &covered, int limit)
{
    constexpr qsizetype FullChars = 32 * 1024;
    int fresh = 0;
    qsizetype chars = 0;
    for (const Message &message : page.messages) {
        if (m_spans.held().contains(message.seq))
            continue;
        ++fresh;
        chars += message.text.size();
    }
    const bool meets = !m_parts.server.capabilities.counts && m_spans.held().touches({covered.after, covered.after});
    m_parts.pacer.noteFruit(id(), meets || (fresh > 0 && (fresh >= limit || chars >= FullChars)));
}

} // namespace banter
