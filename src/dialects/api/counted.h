// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/capabilities.h"
#include "dialects/api/requests.h"

#include <algorithm>

// Places that are a server's own count (Capabilities::counts): 1, 2, 3 … without a hole. What such a count says is said
// here and nowhere else, for the dialects of those servers, and for what a session can only then know.
namespace banter::counted {

/// A message by itself.
inline Span spanOf(Seq seq)
{
    return {seq - 1, seq};
}

/// What the page of a subscription covers. Nothing, after the newest message, where there is none in it.
inline Span spanOf(const HistoryPage &page)
{
    if (page.messages.empty())
        return {page.lastSeq, page.lastSeq};
    return {page.reachesStart ? 0 : page.messages.front().seq - 1, page.messages.back().seq};
}

/// What the answer to that covers; what was not asked for goes.
inline Span spanOf(const ask::FetchHistory &asked, HistoryPage &page)
{
    std::vector<Message> &messages = page.messages;
    const Seq from = asked.from.seq;
    if (asked.newer) {
        std::erase_if(messages, [&](const Message &one) { return one.seq <= from; });
        // Nothing: up to the newest there is none. "After 0" has no words of its own, see before().
        const Seq nothing = from == 0 ? std::min<Seq>(asked.limit, page.lastSeq) : std::max(from + 1, page.lastSeq);
        if (messages.empty())
            return {from, nothing};
        // Of several that are cut for the frame's sake the newest are left: what the first ones were is not known then.
        const bool isCut = from == 0 && asked.limit > 1 && !page.reachesStart && messages.front().seq > 1;
        return {isCut ? messages.front().seq - 1 : from, messages.back().seq};
    }
    const Seq upTo = asked.from.itself ? from : from - 1;
    std::erase_if(messages, [&](const Message &one) { return one.seq > upTo; });
    const Seq after = page.reachesStart || messages.empty() ? 0 : messages.front().seq - 1;
    const Seq newest = std::max(page.lastSeq, messages.empty() ? 0 : messages.back().seq);
    return {after, std::max(after, std::min(upTo, newest))}; // what is not yet said is not held
}

/// The number that asks for it as "before this one"; 0 where `after` asks. The first ten messages are those before 11.
inline Seq before(const ask::FetchHistory &asked)
{
    if (asked.newer)
        return asked.from.seq == 0 ? asked.limit + 1 : 0;
    return asked.from.itself ? asked.from.seq + 1 : asked.from.seq;
}

/// The same as "after this one".
inline Seq after(const ask::FetchHistory &asked)
{
    return asked.newer ? asked.from.seq : 0;
}

/// How many messages there are in the span, at least 0.
inline qint64 within(const Span &span)
{
    return std::max<qint64>(0, span.last - span.after);
}

/// Whether nothing is between the two.
inline bool follows(Seq seq, Seq after)
{
    return seq <= after + 1;
}

/// Where pages of that hole end that can be asked for side by side, the newest first.
inline std::vector<Seq> pageEnds(const Span &hole, int page, std::size_t most)
{
    std::vector<Seq> ends;
    for (Seq end = hole.last; end > hole.after && ends.size() < most; end -= std::max(1, page))
        ends.push_back(end);
    return ends;
}

} // namespace banter::counted
