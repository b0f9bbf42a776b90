// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/outbox.h"

#include "core/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace banter {
namespace {

qint64 bytesOf(const OutboxEntry &entry)
{
    return entry.text.size() * qint64(sizeof(QChar));
}

qint64 bytesOf(const Mentions &mentions)
{
    return std::accumulate(
        mentions.users.begin(), mentions.users.end(), qint64(0),
        [](qint64 sum, const QString &user) { return sum + user.size() * qint64(sizeof(QChar)) + 4; });
}

} // namespace

/// What must not go yet, seen from the beginning of the queue on: passes() is asked of each in turn, once.
class Outbox::Barrier {
public:
    explicit Barrier(const Outbox &outbox) : m_outbox(outbox) {}

    /// Whether nothing keeps it back that is before it, or said of it. Of no use for one that does not wait.
    bool passes(const Item &item)
    {
        const OutboxEntry &entry = item.entry;
        if (!m_outbox.m_held.isEmpty() && entry.clientId == m_outbox.m_held && item.stage == Stage::Waiting)
            m_held = &item;
        if ((m_held && entry.room == m_held->entry.room) || m_outbox.m_closed.contains(entry.room))
            return false;
        return entry.isMessage() || isFirst(item);
    }

private:
    // Only with the verdict of the change before it is it known what the next one is a change of.
    bool isFirst(const Item &item)
    {
        if (item.entry.target.isEmpty())
            return false;
        if (item.stage == Stage::Failed)
            return true;
        return m_changing.insert(item.entry.target).second;
    }

    const Outbox &m_outbox;
    const Item *m_held = nullptr;
    std::set<QString> m_changing; ///< ids of messages
};

// A character is one to three bytes, mostly one.
qint64 Outbox::wireBytes(const OutboxEntry &entry)
{
    constexpr qint64 Around = 160;
    return Around + entry.text.size() * qint64(sizeof(QChar)) + entry.replyTo.size() + bytesOf(entry.mentions);
}

Status Outbox::add(OutboxEntry entry)
{
    if (isFull(1, bytesOf(entry)))
        return full();
    append(std::move(entry), Stage::Storing);
    return success();
}

Status Outbox::reword(Item &item, const QString &text, const Mentions &mentions)
{
    const qint64 before = bytesOf(item.entry);
    OutboxEntry entry = item.entry;
    entry.text = text;
    entry.mentions = mentions;
    const qint64 after = bytesOf(entry);
    if (after > before && isFull(0, after - before))
        return full();
    item.entry = std::move(entry);
    item.suspect = false;
    m_bytes += after - before;
    return success();
}

bool Outbox::isFull(qint64 moreEntries, qint64 moreBytes) const
{
    const auto over = [&](qint64 entries, qint64 bytes) {
        return entries + moreEntries > qint64(MaxEntries) || bytes + moreBytes > MaxBytes;
    };
    if (!over(qint64(m_items.size()), m_bytes))
        return false;
    qint64 entries = 0;
    qint64 bytes = 0;
    const QString lost = errorCodeName(ErrorCode::ServerLost) + u':';
    for (const Item &item : m_items) {
        if (item.entry.failure.startsWith(lost))
            continue;
        ++entries;
        bytes += bytesOf(item.entry);
    }
    return over(entries, bytes);
}

Error Outbox::full() const
{
    return {ErrorCode::QueueFull,
            QStringLiteral("%1 messages of %2 KiB are waiting to be sent, and no more than %3 messages or %4 KiB are "
                           "kept. Wait until some have gone out.")
                .arg(m_items.size())
                .arg(m_bytes / 1024)
                .arg(MaxEntries)
                .arg(MaxBytes / 1024),
            0};
}

void Outbox::note(const OutboxEntry &entry)
{
    m_bytes += bytesOf(entry);
    m_operations += int(!entry.isMessage());
    if (!entry.isMessage() && entry.target.isEmpty())
        m_awaited.insert(entry.targetClientId);
}

void Outbox::aim(Item &operation, const QString &id)
{
    operation.entry.target = id;
    m_awaited.erase(operation.entry.targetClientId);
}

void Outbox::restore(OutboxEntry entry, Stage stage)
{
    append(std::move(entry), stage);
}

void Outbox::append(OutboxEntry entry, Stage stage)
{
    note(entry);
    const QString id = entry.clientId;
    m_items.push_back({std::move(entry), Stage::Failed});
    m_items.back().order = ++m_lastOrder;
    m_index[id] = std::prev(m_items.end());
    setStage(m_items.back(), stage);
}

Outbox::Item &Outbox::reinstate(Item item)
{
    note(item.entry);
    const QString id = item.entry.clientId;
    item.stage = Stage::Failed;
    item.suspect = false;
    const auto later =
        std::find_if(m_items.begin(), m_items.end(), [&](const Item &each) { return each.order > item.order; });
    const auto at = m_items.insert(later, std::move(item));
    m_index[id] = at;
    setStage(*at, Stage::Storing);
    return *at;
}

QString Outbox::shownAfter(const QString &clientId) const
{
    const auto found = m_index.find(clientId);
    if (found == m_index.end())
        return {};
    const auto &room = found->second->entry.room;
    const auto next =
        std::find_if(std::next(std::list<Item>::const_iterator(found->second)), m_items.end(), [&](const Item &each) {
            return each.entry.isMessage() && each.entry.room == room && each.stage != Stage::Storing &&
                   each.stage != Stage::Unverified;
        });
    return next == m_items.end() ? QString() : next->entry.clientId;
}

Outbox::Item *Outbox::find(const QString &clientId)
{
    const auto found = m_index.find(clientId);
    return found == m_index.end() ? nullptr : &*found->second;
}

Outbox::Item *Outbox::findMessage(const QString &clientId)
{
    Item *item = find(clientId);
    return item && item->entry.isMessage() ? item : nullptr;
}

std::vector<QString> Outbox::operationsOn(const QString &id, const QString &messageClientId) const
{
    std::vector<QString> found;
    for (const Item &item : m_items) {
        if (m_operations == 0)
            break;
        const OutboxEntry &entry = item.entry;
        const bool isThis = (!id.isEmpty() && entry.target == id) ||
                            (!messageClientId.isEmpty() && entry.targetClientId == messageClientId);
        if (!entry.isMessage() && isThis)
            found.push_back(entry.clientId);
    }
    return found;
}

Outbox::Item *Outbox::lastAfter(const Item &operation)
{
    const std::vector<QString> all = operationsOn(operation.entry.target, operation.entry.targetClientId);
    const auto last = std::find_if(all.rbegin(), all.rend(),
                                   [this](const QString &id) { return find(id)->entry.operation != Operation::React; });
    return last == all.rend() || *last == operation.entry.clientId ? nullptr : find(*last);
}

bool Outbox::remove(const QString &clientId)
{
    const auto found = m_index.find(clientId);
    if (found == m_index.end())
        return false;
    setStage(*found->second, Stage::Failed);
    if (m_held == clientId)
        m_held.clear();
    m_bytes -= bytesOf(found->second->entry);
    m_operations -= int(!found->second->entry.isMessage());
    m_items.erase(found->second);
    m_index.erase(found);
    return true;
}

void Outbox::setStage(Item &item, Stage stage)
{
    m_unsent += int(counts(stage)) - int(counts(item.stage));
    m_bytesInFlight += wireBytes(item.entry) * (int(stage == Stage::InFlight) - int(item.stage == Stage::InFlight));
    m_inFlight += int(stage == Stage::InFlight) - int(item.stage == Stage::InFlight);
    m_waiting += int(stage == Stage::Waiting) - int(item.stage == Stage::Waiting);
    item.stage = stage;
}

std::vector<QString> Outbox::recall()
{
    std::vector<QString> recalled;
    for (auto item = m_items.begin(); m_inFlight > 0; ++item) {
        if (item->stage != Stage::InFlight)
            continue;
        setStage(*item, Stage::Waiting);
        recalled.push_back(item->entry.clientId);
    }
    return recalled;
}

QString Outbox::refusedForSize(bool aloneIsEnough)
{
    QString guilty;
    int left = m_inFlight;
    for (auto item = m_items.begin(); left > 0; ++item) {
        if (item->stage != Stage::InFlight)
            continue;
        --left;
        const bool again = std::exchange(item->suspect, true);
        if (m_inFlight == 1 && (again || aloneIsEnough))
            guilty = item->entry.clientId;
    }
    return guilty;
}

void Outbox::putBack(const QString &clientId)
{
    if (Item *item = find(clientId); item && item->stage == Stage::InFlight)
        setStage(*item, Stage::Waiting);
}

std::vector<const OutboxEntry *> Outbox::take(int limit, MonoMs deadline,
                                              const std::function<bool(const OutboxEntry &)> &allow)
{
    std::vector<const OutboxEntry *> taken;
    std::vector<Item *> items;
    Barrier barrier(*this);
    for (Item &item : m_items) {
        if (int(taken.size()) >= limit || m_inFlight >= Window)
            break;
        // Nothing overtakes what is still being stored: it was written before.
        if (item.stage == Stage::Storing)
            break;
        if (!barrier.passes(item) || item.stage != Stage::Waiting)
            continue;
        if (!allow(item.entry))
            break;
        setStage(item, Stage::InFlight);
        item.entry.tried = true;
        items.push_back(&item);
        taken.push_back(&item.entry);
    }
    // One moment for all of them: each has its own timer otherwise.
    for (Item *item : items)
        item->ackDeadline = deadline + m_bytesInFlight * 1'000 / SlowestBytesPerSecond;
    return taken;
}

QString Outbox::echoed(const Message &message, bool live) const
{
    constexpr WallMs ClockSlack = 60'000;
    for (const Item &item : m_items) {
        const OutboxEntry &entry = item.entry;
        const bool wentOut = item.stage == Stage::InFlight || entry.state == DeliveryState::Unconfirmed;
        if (wentOut && entry.isMessage() && entry.room == message.room && isSameWords(entry.text, message.text) &&
            (live || message.at >= entry.at - ClockSlack))
            return entry.clientId;
    }
    return {};
}

QStringList Outbox::unsentIn(const QString &room) const
{
    QStringList unsent;
    for (const Item &item : m_items) {
        if (item.entry.room == room && item.stage != Stage::Unverified)
            unsent.append(item.entry.clientId);
    }
    return unsent;
}

bool Outbox::anyFailedIn(const QString &room) const
{
    return std::any_of(m_items.begin(), m_items.end(),
                       [&](const Item &item) { return item.entry.room == room && item.stage == Stage::Failed; });
}

bool Outbox::anyOf(const QString &room) const
{
    return std::any_of(m_items.begin(), m_items.end(), [&](const Item &item) { return item.entry.room == room; });
}

bool Outbox::hasWaiting() const
{
    if (m_waiting == 0 || (m_held.isEmpty() && m_closed.empty() && m_operations == 0))
        return m_waiting > 0;
    Barrier barrier(*this);
    return std::any_of(m_items.begin(), m_items.end(),
                       [&](const Item &item) { return barrier.passes(item) && item.stage == Stage::Waiting; });
}

// Both look no further than to the last one in flight, which is near the front of a long queue.
std::vector<QString> Outbox::overdue(MonoMs now) const
{
    std::vector<QString> late;
    int left = m_inFlight;
    for (auto item = m_items.begin(); left > 0; ++item) {
        if (item->stage != Stage::InFlight)
            continue;
        --left;
        if (item->ackDeadline <= now)
            late.push_back(item->entry.clientId);
    }
    return late;
}

std::optional<MonoMs> Outbox::nextDeadline() const
{
    std::optional<MonoMs> next;
    int left = m_inFlight;
    for (auto item = m_items.begin(); left > 0; ++item) {
        if (item->stage != Stage::InFlight)
            continue;
        --left;
        next = next ? std::min(*next, item->ackDeadline) : item->ackDeadline;
    }
    return next;
}

} // namespace banter
