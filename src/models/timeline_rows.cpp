// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_rows.h"

#include <algorithm>
#include <iterator>

namespace banter {

int TimelineRows::place(Seq seq) const
{
    if (sequenced() == 0 || seq > newest()) {
        return sequenced();
    }
    const auto last = m_rows.begin() + sequenced();
    const auto found = std::lower_bound(m_rows.begin(), last, seq,
                                        [](const TimelineRow &row, Seq wanted) { return row.message.seq < wanted; });
    return static_cast<int>(found - m_rows.begin());
}

int TimelineRows::placeAfter(Seq seq) const
{
    const auto last = m_rows.begin() + sequenced();
    const auto found = std::upper_bound(m_rows.begin(), last, seq,
                                        [](Seq wanted, const TimelineRow &row) { return wanted < row.message.seq; });
    return static_cast<int>(found - m_rows.begin());
}

bool TimelineRows::holdsNext(Seq seq) const
{
    const int index = placeAfter(seq);
    return index < sequenced() && at(index).after <= seq;
}

bool TimelineRows::holds(Seq seq) const
{
    const int index = place(seq);
    return index < sequenced() && at(index).message.seq == seq;
}

int TimelineRows::placeUnsent(const QString &before) const
{
    const int index = before.isEmpty() ? -1 : findUnsent(before);
    return index < 0 ? size() : index;
}

int TimelineRows::findUnsent(const ShownMessage &shown) const
{
    // Answers come mostly in the order of sending: the oldest waiting one first.
    for (int index = sequenced(); index < size(); ++index) {
        const Message &waiting = at(index).message;
        if (waiting.clientId == shown.message.clientId && waiting.sender == shown.message.sender) {
            return index;
        }
    }
    return -1;
}

int TimelineRows::findUnsent(const QString &clientId) const
{
    for (int index = sequenced(); index < size(); ++index) {
        if (at(index).message.clientId == clientId) {
            return index;
        }
    }
    return -1;
}

int TimelineRows::find(const QString &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const TimelineRow &row) { return row.message.id == id && !id.isEmpty(); });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString TimelineRows::lastEditable() const
{
    for (int index = size() - 1; index >= sequenced(); --index) {
        if (at(index).own && at(index).editable) {
            return at(index).message.clientId;
        }
    }
    return {};
}

int TimelineRows::lastSent(const std::function<bool(const Message &)> &fits) const
{
    for (int index = sequenced() - 1; index >= 0; --index) {
        const TimelineRow &row = at(index);
        if (row.own && row.message.deletedBy.isEmpty() && !row.message.clientId.isEmpty() && fits(row.message)) {
            return index;
        }
    }
    return -1;
}

std::vector<Span> TimelineRows::spans(int first, int last, bool joined) const
{
    std::vector<Span> spans;
    for (int index = std::max(0, first); index <= std::min(last, sequenced() - 1); ++index) {
        const Seq seq = at(index).message.seq;
        if (!spans.empty() && (joined || at(index).after <= spans.back().last)) {
            spans.back().last = seq;
        } else {
            spans.push_back({at(index).after, seq});
        }
    }
    return spans;
}

bool TimelineRows::isHole(int index, const std::vector<Gap> &gaps) const
{
    if (index <= 0 || index >= sequenced()) {
        return false;
    }
    const Seq above = at(index - 1).message.seq;
    const Seq below = at(index).message.seq;
    const auto reported = [&](const Gap &gap) { return gap.last > above && gap.after < below; };
    return at(index).after > above && std::none_of(gaps.begin(), gaps.end(), reported);
}

TimelineRow TimelineRows::make(const ShownMessage &shown)
{
    TimelineRow made;
    made.message = shown.message;
    made.failure = shown.failure;
    made.key = ++m_lastKey;
    made.after = shown.after;
    made.day = m_days.dayOf(shown.message.at);
    made.state = shown.state;
    made.own = shown.own;
    made.editable = shown.editable;
    return made;
}

bool TimelineRows::rewrite(int index, const ShownMessage &shown)
{
    TimelineRow next = make(shown);
    TimelineRow &old = row(index);
    next.key = old.key;
    if (old.message.seq == next.message.seq && old.message.seq > 0) // both are true
        next.after = std::min(next.after, old.after);
    if (old.message.seq == next.message.seq && old.message.rev > next.message.rev) {
        next.message.text = old.message.text;
        next.message.mentions = old.message.mentions;
        static_cast<MessageState &>(next.message) = old.message;
    }
    next.firstOfGroup = old.firstOfGroup;
    next.firstOfDay = old.firstOfDay;
    next.firstUnread = old.firstUnread;
    next.gapAbove = old.gapAbove;
    if (next == old) {
        return false;
    }
    noteReply(next.message);
    m_quotes.remove(old.message.replyTo, old.message.seq); // after that, so that nothing is forgotten in between
    old = std::move(next);
    m_quotes.hear(old.message);
    return true;
}

// What it answers may be among the rows.
void TimelineRows::noteReply(const Message &message)
{
    const RepliedMessage &reply = message.replyTo;
    if (reply.id.isEmpty()) {
        return;
    }
    m_quotes.add(reply, message.seq);
    const int index = reply.seq > 0 ? place(reply.seq) : sequenced();
    if (index < sequenced()) {
        m_quotes.hear(at(index).message);
    }
}

std::vector<int> TimelineRows::takeRequoted()
{
    std::set<int> rows;
    for (const QString &id : m_quotes.takeChanged()) {
        for (const Seq seq : m_quotes.answersOf(id)) {
            if (seq > 0) {
                rows.insert(place(seq));
                continue;
            }
            for (int index = sequenced(); index < size(); ++index) {
                if (at(index).message.replyTo.id == id) {
                    rows.insert(index);
                }
            }
        }
    }
    return {rows.begin(), rows.end()};
}

int TimelineRows::amend(const Amendment &change)
{
    m_quotes.amend(change);
    const int index = change.seq > 0 ? place(change.seq) : sequenced();
    return index < sequenced() && banter::amend(row(index).message, change) ? index : -1;
}

void TimelineRows::insert(int at, std::vector<TimelineRow> rows)
{
    const bool hasPlace = !rows.empty() && rows.front().message.seq > 0;
    m_unsequenced += hasPlace ? 0 : static_cast<int>(rows.size());
    m_rows.insert(m_rows.begin() + at, std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    const int end = at + static_cast<int>(rows.size());
    for (int index = at; index < end; ++index) {
        noteReply(this->at(index).message);
    }
    for (int index = at; index < end && !m_quotes.empty(); ++index) {
        m_quotes.hear(this->at(index).message);
    }
}

void TimelineRows::erase(int first, int last)
{
    for (int index = first; index < last && !m_quotes.empty(); ++index) {
        m_quotes.remove(at(index).message.replyTo, at(index).message.seq);
    }
    m_unsequenced -= std::max(0, last - std::max(first, sequenced()));
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last);
}

void TimelineRows::settle(int from, int to, Seq seq, Seq after)
{
    std::rotate(m_rows.begin() + to, m_rows.begin() + from, m_rows.begin() + from + 1);
    --m_unsequenced;
    row(to).message.seq = seq;
    row(to).after = after;
    noteReply(row(to).message);
    m_quotes.remove(row(to).message.replyTo, 0);
}

bool TimelineRows::fix(int index, const std::set<QString> &clientIds)
{
    TimelineRow &own = row(index);
    return own.editable && clientIds.count(own.message.clientId) > 0 && std::exchange(own.editable, false);
}

bool TimelineRows::owe(int index, const Setting &setting)
{
    TimelineRow &self = row(index);
    const TimelineRow *above = index > 0 ? &at(index - 1) : nullptr;
    const Seq seq = self.message.seq;
    const Seq aboveSeq = above ? above->message.seq : 0;
    const bool day = !above || above->day != self.day;
    const bool awayBefore = setting.gapAtEnd && seq <= 0 && aboveSeq > 0;
    const bool gap = above && (awayBefore || (seq > 0 && self.after > aboveSeq));
    const bool lineFits = setting.readUpTo && seq > *setting.readUpTo;
    const bool unread =
        lineFits && (above ? aboveSeq <= *setting.readUpTo : self.after <= *setting.readUpTo || setting.reachesStart);
    const bool group = day || gap || unread || above->message.sender != self.message.sender ||
                       qAbs(self.message.at - above->message.at) > GroupMs;
    const bool changed =
        day != self.firstOfDay || gap != self.gapAbove || unread != self.firstUnread || group != self.firstOfGroup;
    self.firstOfDay = day;
    self.gapAbove = gap;
    self.firstUnread = unread;
    self.firstOfGroup = group;
    return changed;
}

} // namespace banter
