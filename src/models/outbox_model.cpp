// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/outbox_model.h"

#include "models/timeline_model.h"

#include <algorithm>

namespace banter {

OutboxModel::OutboxModel(CommandSink &sink, UndoModel &undo, QObject *parent)
    : QObject(parent), m_sink(sink), m_undo(undo)
{}

void OutboxModel::apply(const Changes &changes)
{
    const std::size_t before = m_waiting.size();
    for (const ShownMessage &shown : changes.messages) {
        const QString &id = shown.message.clientId;
        if (!shown.own || id.isEmpty()) {
            continue;
        }
        if (shown.state == DeliveryState::Sent) {
            m_waiting.erase(id);
        } else {
            m_waiting.insert_or_assign(id, shown);
        }
    }
    for (const auto &gone : changes.messagesGone) {
        m_waiting.erase(gone.second);
    }
    for (const QString &id : changes.fixed) {
        const auto own = m_waiting.find(id);
        if (own != m_waiting.end()) {
            own->second.editable = false;
        }
    }
    const auto unsent = std::count_if(m_waiting.begin(), m_waiting.end(),
                                      [](const auto &each) { return each.second.state == DeliveryState::Pending; });
    const int unsentBefore = std::exchange(m_unsent, static_cast<int>(unsent));
    if (unsentBefore != m_unsent || before != m_waiting.size()) {
        Q_EMIT changed();
    }
}

const ShownMessage *OutboxModel::find(const QString &clientId) const
{
    const auto found = m_waiting.find(clientId);
    return found == m_waiting.end() ? nullptr : &found->second;
}

std::vector<const ShownMessage *> OutboxModel::of(const QString &room) const
{
    std::vector<const ShownMessage *> waiting;
    for (const auto &[id, own] : m_waiting) {
        if (own.message.room == room) {
            waiting.push_back(&own);
        }
    }
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const auto *a, const auto *b) { return a->message.at < b->message.at; });
    return waiting;
}

std::map<QString, int> OutboxModel::counts() const
{
    std::map<QString, int> counts;
    for (const auto &[id, own] : m_waiting) {
        ++counts[own.message.room];
    }
    return counts;
}

void OutboxModel::retry(const QString &clientId)
{
    m_sink.tell(tell::Retry{clientId});
}

void OutboxModel::discard(const QString &clientId)
{
    if (m_undo.mayDelete()) {
        withdraw(clientId);
    }
}

void OutboxModel::withdraw(const QString &clientId)
{
    if (const ShownMessage *own = find(clientId)) {
        offer(*own);
    }
    Q_EMIT withdrawn(clientId);
    m_sink.tell(tell::Discard{clientId});
}

void OutboxModel::offer(const QString &room)
{
    for (const ShownMessage *own : of(room)) {
        offer(*own);
    }
}

void OutboxModel::offer(const ShownMessage &own)
{
    m_undo.add(own.message.clientId, own.state == DeliveryState::Pending && !own.editable);
}

QVariantList OutboxModel::waitingIn(const QString &room) const
{
    QVariantList list;
    for (const ShownMessage *own : of(room)) {
        const bool pending = own->state == DeliveryState::Pending;
        const QString unknown = TimelineModel::tr("It is not known whether this arrived.");
        list.append(QVariantMap{{QStringLiteral("clientId"), own->message.clientId},
                                {QStringLiteral("text"), own->message.text},
                                {QStringLiteral("pending"), pending},
                                {QStringLiteral("failure"), pending ? QString()
                                                            : own->state == DeliveryState::Unconfirmed
                                                                ? unknown
                                                                : failureText(own->failure, m_errorSource)}});
    }
    return list;
}

} // namespace banter
