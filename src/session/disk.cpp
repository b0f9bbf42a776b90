// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/disk.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace banter {
namespace {

/// Somebody has to make room on the disk first; looking every few seconds costs nothing.
constexpr qint64 RetryMs = 5'000;

/// Names what a change is about when only the latest word on it counts; empty otherwise.
QString keyOf(const keep::Change &change)
{
    if (const auto *room = std::get_if<keep::PutRoom>(&change))
        return u'r' + room->room.id;
    if (const auto *draft = std::get_if<keep::PutDraft>(&change))
        return u'd' + draft->room;
    if (const auto *setting = std::get_if<keep::PutSetting>(&change))
        return u's' + setting->name;
    return {};
}

/// Whether it takes back what was said of a room before it.
bool isEnd(const keep::Change &change)
{
    return std::holds_alternative<keep::DropRoom>(change) || std::holds_alternative<keep::ForgetHistory>(change);
}

} // namespace

Disk::Disk(ClientStore &store, Scheduler &scheduler, std::function<void(const keep::PutMessages &)> stored,
           std::function<void(const Error &)> trouble)
    : m_store(store), m_scheduler(scheduler), m_stored(std::move(stored)), m_trouble(std::move(trouble))
{}

Disk::~Disk()
{
    m_scheduler.cancel(m_turn);
    m_scheduler.cancel(m_retry);
}

void Disk::add(Item item)
{
    m_items.push_back(std::move(item));
    if (m_turn == 0)
        m_turn = m_scheduler.after(0, [this] { flush(); });
}

void Disk::put(keep::Change change)
{
    if (isEnd(change))
        m_latest.clear(); // what comes after it is not what came before it
    if (const QString key = keyOf(change); !key.isEmpty()) {
        const auto [at, fresh] = m_latest.try_emplace(key, m_items.size());
        if (!fresh) {
            m_items[at->second].change = std::move(change);
            return;
        }
    }
    add({Kind::Must, std::move(change), {}});
}

void Disk::putHistory(keep::PutMessages messages, std::vector<QString> settled)
{
    // A stream of single messages is one stretch.
    auto *last = m_items.empty() ? nullptr : std::get_if<keep::PutMessages>(&m_items.back().change);
    const bool follows = last && m_items.back().kind == Kind::History && last->room == messages.room &&
                         !last->span.empty() && last->span.last == messages.span.after;
    if (!follows) {
        add({Kind::History, std::move(messages), {}, std::move(settled)});
        return;
    }
    std::move(settled.begin(), settled.end(), std::back_inserter(m_items.back().settled));
    last->span.last = messages.span.last;
    last->span.lastMark = messages.span.lastMark;
    std::move(messages.messages.begin(), messages.messages.end(), std::back_inserter(last->messages));
}

void Disk::accept(OutboxEntry entry, Done done)
{
    add({Kind::Accept, keep::PutOutbox{std::move(entry)}, std::move(done)});
}

void Disk::acceptDrop(QString clientId, Done done)
{
    add({Kind::Accept, keep::DropOutbox{std::move(clientId)}, std::move(done)});
}

void Disk::then(Done done)
{
    add({Kind::Nothing, keep::DropOutbox{}, std::move(done)});
}

void Disk::flushHistory(const QString &room)
{
    const bool waits = std::any_of(m_items.begin(), m_items.end(), [&](const Item &item) {
        const auto *messages = std::get_if<keep::PutMessages>(&item.change);
        return messages && messages->room == room;
    });
    if (waits)
        flush();
}

void Disk::flush()
{
    m_scheduler.cancel(std::exchange(m_turn, 0));
    if (m_items.empty())
        return;
    std::vector<Item> items = std::exchange(m_items, {});
    m_latest.clear();
    std::vector<keep::Change> changes;
    changes.reserve(items.size());
    for (Item &item : items) {
        if (item.kind != Kind::Nothing)
            changes.push_back(item.change);
    }
    const Status status = changes.empty() ? success() : m_store.apply(changes);
    const bool wasFailing = changes.empty() ? m_failing : std::exchange(m_failing, !status.ok());
    if (!status.ok() && !wasFailing)
        m_trouble(status.error());
    finish(std::move(items), status);
}

void Disk::keepForLater(Item item)
{
    if (isEnd(item.change))
        m_latest.clear();
    if (const QString key = keyOf(item.change); !key.isEmpty())
        m_latest.insert_or_assign(key, m_items.size());
    m_items.push_back(std::move(item));
}

void Disk::finish(std::vector<Item> items, const Status &status)
{
    for (Item &item : items) {
        if (status.ok())
            break;
        if (item.kind == Kind::Must)
            keepForLater(std::move(item));
        for (QString &id : item.settled) // a verdict stays one, and must not be asked for again after a restart
            keepForLater({Kind::Must, keep::DropOutbox{std::move(id)}, {}});
    }
    if (!m_items.empty()) {
        m_scheduler.cancel(m_retry);
        m_retry = m_scheduler.after(RetryMs, [this] {
            m_retry = 0;
            flush();
        });
    }
    for (const Item &item : items) {
        if (status.ok() && item.kind == Kind::History)
            m_stored(std::get<keep::PutMessages>(item.change));
        if (item.done)
            item.done(status);
    }
}

} // namespace banter
