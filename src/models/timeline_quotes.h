// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/amendment.h"

#include <QVariant>

#include <map>
#include <optional>
#include <set>

namespace banter {

/// What is known of the messages that the rows of a timeline answer, and which rows answer them. There are as many as
/// rows at most. Pure.
class TimelineQuotes {
public:
    /// So much of a text is kept, in UTF-16 units: more than one line shows.
    static constexpr qsizetype MaxChars = 200;

    bool empty() const { return m_quotes.empty(); }
    /// A row at that place (0: none) answers it, or does so no longer. Nothing happens for none.
    void add(const RepliedMessage &reply, Seq row);
    void remove(const RepliedMessage &reply, Seq row);
    /// What a message says now; nothing happens unless a row answers it, and it is no older state than the known one.
    void hear(const Message &message);
    void amend(const Amendment &change);
    /// The message of that id as it is quoted: in one line, and without reactions. Null where nothing is known.
    const Message *find(const QString &id) const;
    /// The places of the rows that answer that one, ascending; 0 for each that has no place. Empty for none.
    const std::multiset<Seq> &answersOf(const QString &id) const;
    /// The ids of those that another thing is known of since the last call.
    std::set<QString> takeChanged() { return std::exchange(m_changed, {}); }

private:
    struct Quote {
        std::optional<Message> message;
        std::multiset<Seq> answers;
    };
    void put(const QString &id, Quote &quote, Message next);

    std::map<QString, Quote> m_quotes; ///< by the id of the message that is answered
    std::set<QString> m_changed;
};

/// What QML shows of it: an object with `seq` (0: unknown), `sender` (may be empty), `hue` of the sender, `text`
/// (plain, one line) and `state` (TimelineModel::Quote). Undefined where `reply` is none. `held` is null where nothing
/// is known.
QVariant quoteOf(const RepliedMessage &reply, const Message *held);

} // namespace banter
