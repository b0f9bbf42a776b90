// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/outbox_model.h"

#include "models/timeline_model.h"
#include "models/timeline_wishes.h"

#include <QUuid>

#include <algorithm>

namespace banter {

namespace {

auto isChange(const QString &clientId)
{
    return [clientId](const ShownOperation &each) { return each.clientId == clientId; };
}

} // namespace

OutboxModel::OutboxModel(CommandSink &sink, UndoModel &undo, QObject *parent)
    : QObject(parent), m_sink(sink), m_undo(undo)
{}

void OutboxModel::apply(const Changes &changes)
{
    const int before = leftOver();
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
    std::for_each(changes.operations.begin(), changes.operations.end(),
                  [this](const ShownOperation &shown) { applyOperation(shown); });
    recount(before);
}

void OutboxModel::recount(int before)
{
    const auto unsent = std::count_if(m_waiting.begin(), m_waiting.end(),
                                      [](const auto &each) { return each.second.state == DeliveryState::Pending; });
    const auto changing = std::count_if(m_changes.begin(), m_changes.end(), [](const ShownOperation &each) {
        return each.state == ShownOperation::State::Pending && each.operation != Operation::React;
    });
    const int unsentBefore = std::exchange(m_unsent, static_cast<int>(unsent + changing));
    if (unsentBefore != m_unsent || before != leftOver()) {
        Q_EMIT changed();
    }
}

void OutboxModel::applyOperation(const ShownOperation &shown)
{
    using State = ShownOperation::State;
    const auto known = std::find_if(m_changes.begin(), m_changes.end(), isChange(shown.clientId));
    if (shown.state == State::Done || shown.state == State::Dropped) {
        if (known != m_changes.end()) {
            m_changes.erase(known);
        }
    } else if (known != m_changes.end()) {
        *known = shown;
    } else {
        m_changes.push_back(shown);
    }
}

std::vector<const ShownOperation *> OutboxModel::changesOf(const QString &room) const
{
    std::vector<const ShownOperation *> changes;
    for (const Operations *all : {&m_changes, &m_held}) {
        for (const ShownOperation &each : *all) {
            if (each.room == room) {
                changes.push_back(&each);
            }
        }
    }
    return changes;
}

const ShownOperation *OutboxModel::wishOf(const Message &message) const
{
    const ShownOperation *held = lastWish(m_held, message);
    return held ? held : lastWish(m_changes, message);
}

bool OutboxModel::isToBeDeleted(const Message &message) const
{
    return changeOf(wishOf(message)) == TimelineModel::DeletionWaits;
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
    for (const ShownOperation &each : m_changes) {
        ++counts[each.room];
    }
    return counts;
}

void OutboxModel::retry(const QString &clientId)
{
    m_sink.tell(tell::Retry{clientId});
}

void OutboxModel::discard(const QString &clientId)
{
    if (!find(clientId) || m_undo.mayDelete()) {
        withdraw(clientId);
    }
}

void OutboxModel::withdraw(const QString &clientId)
{
    const ShownMessage *own = find(clientId);
    if (!own) {
        withdrawChange(clientId);
        return;
    }
    offer(*own);
    Q_EMIT withdrawn(clientId);
    m_sink.tell(tell::Discard{clientId});
}

// The message itself stays, so that whoever is at it goes on.
void OutboxModel::withdrawChange(const QString &clientId)
{
    if (std::any_of(m_held.begin(), m_held.end(), isChange(clientId))) {
        m_undo.drop(clientId);
        endHold(clientId, false);
        return;
    }
    const auto change = std::find_if(m_changes.begin(), m_changes.end(), isChange(clientId));
    if (change != m_changes.end() && change->operation == Operation::Edit) {
        Q_EMIT editWithdrawn(change->room, change->targetClientId, change->text);
    }
    m_sink.tell(tell::Discard{clientId});
}

void OutboxModel::deleteSent(const Message &message)
{
    if (isToBeDeleted(message)) {
        return;
    }
    ShownOperation wish;
    wish.room = message.room;
    wish.clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    wish.operation = Operation::Delete;
    wish.target = message.id;
    wish.targetClientId = message.clientId;
    m_held.push_back(wish);
    m_undo.hold(
        wish.clientId, [this, id = wish.clientId] { endHold(id, false); },
        [this, id = wish.clientId] { endHold(id, true); });
    Q_EMIT wishesChanged(wish.room);
    Q_EMIT withdrawn(message.clientId);
}

// One that goes stays wished until the session says what became of it.
void OutboxModel::endHold(const QString &clientId, bool goes)
{
    const auto held = std::find_if(m_held.begin(), m_held.end(), isChange(clientId));
    if (held == m_held.end()) {
        return;
    }
    const ShownOperation wish = *held;
    m_held.erase(held);
    if (goes) {
        const int before = leftOver();
        m_changes.push_back(wish);
        m_sink.tell(tell::DeleteMessage{wish.room, wish.target, wish.clientId});
        recount(before);
    }
    Q_EMIT wishesChanged(wish.room);
}

void OutboxModel::giveUp(const QString &clientId)
{
    const auto refused = std::find_if(m_changes.begin(), m_changes.end(), isChange(clientId));
    if (refused != m_changes.end() && refused->operation == Operation::Delete) {
        const int before = leftOver();
        const QString room = refused->room;
        m_changes.erase(refused);
        recount(before);
        Q_EMIT wishesChanged(room);
    }
}

void OutboxModel::offer(const QString &room)
{
    for (const ShownMessage *own : of(room)) {
        offer(*own);
    }
    for (const ShownOperation *change : changesOf(room)) {
        if (change->operation == Operation::Edit) {
            Q_EMIT editWithdrawn(room, change->targetClientId, change->text);
        }
    }
}

void OutboxModel::offer(const ShownMessage &own)
{
    m_undo.add(own.message.clientId, own.state == DeliveryState::Pending && !own.editable);
}

QString OutboxModel::changeText(const ShownOperation &change)
{
    switch (change.operation) {
    case Operation::React:
        return change.on ? tr("A reaction: %1").arg(change.text) : tr("A reaction less: %1").arg(change.text);
    case Operation::Delete:
        return tr("A message is to be deleted.");
    case Operation::Edit:
    case Operation::Send:
        break;
    }
    return change.text;
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
    for (const ShownOperation *change : changesOf(room)) {
        const bool isConflict = change->state == ShownOperation::State::Conflict;
        list.append(
            QVariantMap{{QStringLiteral("clientId"), change->clientId},
                        {QStringLiteral("text"), changeText(*change)},
                        {QStringLiteral("pending"), change->state == ShownOperation::State::Pending},
                        {QStringLiteral("failure"), isConflict ? tr("The message was changed elsewhere meanwhile.")
                                                               : failureText(change->failure, m_errorSource)}});
    }
    return list;
}

} // namespace banter
