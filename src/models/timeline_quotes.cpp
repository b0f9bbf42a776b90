// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_quotes.h"

#include "models/message_words.h"
#include "models/people.h"
#include "models/timeline_model.h"

#include <utility>

namespace banter {

void TimelineQuotes::add(const RepliedMessage &reply, Seq row)
{
    if (!reply.id.isEmpty()) {
        m_quotes[reply.id].answers.insert(row);
    }
}

void TimelineQuotes::remove(const RepliedMessage &reply, Seq row)
{
    const auto quote = m_quotes.find(reply.id);
    if (quote == m_quotes.end()) {
        return;
    }
    std::multiset<Seq> &answers = quote->second.answers;
    if (const auto answer = answers.find(row); answer != answers.end()) {
        answers.erase(answer);
    }
    if (answers.empty()) {
        m_quotes.erase(quote);
    }
}

void TimelineQuotes::hear(const Message &message)
{
    const auto quote = m_quotes.find(message.id);
    if (quote != m_quotes.end() && (!quote->second.message || quote->second.message->rev <= message.rev)) {
        put(message.id, quote->second, message);
    }
}

void TimelineQuotes::amend(const Amendment &change)
{
    const auto quote = m_quotes.find(change.id);
    if (quote == m_quotes.end() || !quote->second.message) {
        return;
    }
    Message next = *quote->second.message;
    if (banter::amend(next, change)) {
        put(change.id, quote->second, std::move(next));
    }
}

void TimelineQuotes::put(const QString &id, Quote &quote, Message next)
{
    next.text = inOneLine(next.text, MaxChars);
    next.reactions.clear();
    const bool same = quote.message && quote.message->text == next.text && quote.message->sender == next.sender &&
                      quote.message->deletedBy == next.deletedBy && quote.message->seq == next.seq;
    quote.message = std::move(next);
    if (!same) {
        m_changed.insert(id);
    }
}

const Message *TimelineQuotes::find(const QString &id) const
{
    const auto quote = id.isEmpty() ? m_quotes.end() : m_quotes.find(id);
    return quote != m_quotes.end() && quote->second.message ? &*quote->second.message : nullptr;
}

const std::multiset<Seq> &TimelineQuotes::answersOf(const QString &id) const
{
    static const std::multiset<Seq> none;
    const auto quote = m_quotes.find(id);
    return quote == m_quotes.end() ? none : quote->second.answers;
}

QVariant quoteOf(const RepliedMessage &reply, const Message *held)
{
    if (reply.id.isEmpty()) {
        return {};
    }
    const QString sender = held ? held->sender : reply.sender;
    const TimelineModel::Quote state = !held                       ? TimelineModel::QuoteUnknown
                                       : held->deletedBy.isEmpty() ? TimelineModel::QuoteHeld
                                                                   : TimelineModel::QuoteDeleted;
    return QVariantMap{{QStringLiteral("seq"), QVariant::fromValue(held ? held->seq : reply.seq)},
                       {QStringLiteral("sender"), sender},
                       {QStringLiteral("hue"), hueOf(sender)},
                       {QStringLiteral("text"), held ? held->text : QString()},
                       {QStringLiteral("state"), static_cast<int>(state)}};
}

} // namespace banter
