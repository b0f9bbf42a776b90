// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/operator_tasks.h"

#include "core/text.h"

namespace banter {
namespace {

const Error NoAccount{ErrorCode::NotFound, QStringLiteral("There is no account of that name.")};
const Error NoRoom{ErrorCode::NotFound, QStringLiteral("There is no room of that name.")};
const Error LobbyStays{ErrorCode::Forbidden, QStringLiteral("The lobby stays: everybody begins there.")};

} // namespace

OperatorTasks::~OperatorTasks()
{
    m_state.parts.scheduler.cancel(m_timer);
}

void OperatorTasks::watch()
{
    m_state.noteWrite(m_state.parts.registry.forgetOrders());
    m_timer = m_state.parts.scheduler.after(LookMs, [this] { look(); });
}

void OperatorTasks::look()
{
    m_timer = m_state.parts.scheduler.after(LookMs, [this] { look(); });
    Registry &registry = m_state.parts.registry;
    const Result<qint64> changes = registry.changeCount();
    if (!changes.ok() || changes.value() == m_seen)
        return;
    m_seen = changes.value();
    const Result<std::vector<OperatorOrder>> orders = registry.orders();
    if (!orders.ok() || orders.value().size() >= std::size_t(Registry::MaxOrders))
        m_seen = -1; // there may be more
    if (!orders.ok())
        return;
    for (const OperatorOrder &order : orders.value()) {
        const Status done = carryOut(order);
        m_state.noteWrite(registry.answerOrder(order.id, done.ok() ? QString() : done.error().message));
    }
}

// What waits for the commit is about rooms and people that may go.
Status OperatorTasks::carryOut(const OperatorOrder &order)
{
    m_commits.flush();
    switch (order.what) {
    case OperatorOrder::What::RemoveRoom:
        return removeRoom(order.subject);
    case OperatorOrder::What::SetPassword:
        return setPassword(order.subject, order.value);
    case OperatorOrder::What::RemoveAccount:
        return removeAccount(order.subject);
    }
    return Error{ErrorCode::NotSupported, QStringLiteral("This version of the server does not know that order.")};
}

Status OperatorTasks::removeRoom(const QString &id)
{
    RoomState *room = m_state.room(id);
    if (!room)
        return NoRoom;
    if (id == LobbyName)
        return LobbyStays;
    Status ended = success();
    m_rooms.end(*room, [&ended](const Status &status) { ended = status; });
    m_commits.flush();
    return ended;
}

Status OperatorTasks::setPassword(const QString &name, const QString &hash)
{
    Person *person = m_state.person(nameKey(name));
    if (!person)
        return NoAccount;
    Registry &registry = m_state.parts.registry;
    if (const Status set = m_state.noteWrite(registry.setPassword(person->account.id, hash)); !set.ok())
        return set;
    if (const Status out = m_state.noteWrite(registry.dropTokens(person->account.id, {})); !out.ok())
        return out;
    m_places.signOut(*person);
    return success();
}

Status OperatorTasks::removeAccount(const QString &name)
{
    Person *person = m_state.person(nameKey(name));
    if (!person)
        return NoAccount;
    return m_places.remove(*person);
}

} // namespace banter
