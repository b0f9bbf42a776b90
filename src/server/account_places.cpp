// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/account_places.h"

namespace banter {

// What waits for the commit is about rooms and people that may go.
Status AccountPlaces::carryOut(qint64 account, const std::function<Status(ServerStore &)> &write)
{
    Status result = success();
    m_commits.change({{}, account, write, [&result](const Status &status) { result = status; }});
    m_commits.flush();
    return result;
}

Status AccountPlaces::remove(Person &person)
{
    m_commits.flush();
    const qint64 account = person.account.id;
    const std::vector<ServerStore::Exit> exits = m_rooms.exitsOf(person);
    const Status removed = carryOut(account, [&](ServerStore &store) { return store.removeAccount(account, exits); });
    if (!removed.ok())
        return removed;
    forget(person, exits);
    m_state.retire(person);
    noteCount();
    return removed;
}

bool AccountPlaces::hasPlace()
{
    return m_state.people.size() < MaxAccounts || unused();
}

bool AccountPlaces::makePlace()
{
    while (m_state.people.size() >= MaxAccounts) {
        m_commits.flush();
        Person *person = unused();
        if (!person)
            return false;
        m_silent.pop_front();
        const qint64 account = person->account.id;
        const std::vector<ServerStore::Exit> exits = m_rooms.exitsOf(*person);
        if (!carryOut(account, [=](ServerStore &store) { return store.dropAccount(account); }).ok())
            return false;
        forget(*person, exits);
        m_state.release(*person);
    }
    return true;
}

// The first of those that the disk knows nothing of, if it is nobody's here either.
Person *AccountPlaces::unused()
{
    const ServedMs since = m_state.served() - UnusedMs;
    for (int look = 0; look < 2; ++look) {
        for (; !m_silent.empty(); m_silent.pop_front()) {
            const auto found = m_state.people.find(m_silent.front());
            if (found != m_state.people.end() && found->second.account.came < since && isUnused(found->second))
                return &found->second;
        }
        if (m_state.now() < m_lookAgain)
            return nullptr;
        m_lookAgain = m_state.now() + LookAgainMs;
        const Result<std::vector<qint64>> silent = m_state.parts.store.silentAccounts(since, int(MaxAccounts));
        if (!silent.ok())
            return nullptr;
        m_silent.assign(silent.value().begin(), silent.value().end());
    }
    return nullptr;
}

bool AccountPlaces::isUnused(const Person &person) const
{
    if (!person.links.empty() || !person.devices.empty() || !person.made.empty() || person.asking > 0)
        return false;
    const std::vector<ServerStore::Exit> exits = m_rooms.exitsOf(person);
    return exits.empty() || (exits.size() == 1 && exits.front().room == LobbyName);
}

// Its links stay until the other side has heard of their end, and belong to nobody meanwhile.
void AccountPlaces::forget(Person &person, const std::vector<ServerStore::Exit> &exits)
{
    signOut(person);
    m_rooms.removed(person, exits);
    for (const PeerId id : std::exchange(person.links, {}))
        m_state.peer(id)->person = nullptr;
    m_presence.forget(person);
}

void AccountPlaces::signOut(const Person &person)
{
    for (const PeerId id : person.links) {
        Peer &link = *m_state.peer(id);
        if (!link.closing)
            m_state.close(link, 4001, QStringLiteral("Signed out by whoever runs the server."));
    }
}

void AccountPlaces::noteCount()
{
    const std::size_t count = m_state.people.size();
    const Told now = count >= MaxAccounts ? Told::Full : count >= NarrowFrom ? Told::Narrow : Told::Nothing;
    if (now > m_told && m_state.onNotice) {
        m_state.onNotice(
            now == Told::Full
                ? QStringLiteral("All %1 accounts are taken: nobody new comes in, but in the place of one that was not "
                                 "used for 30 days. 'accounts list' shows them, 'accounts remove' makes room.")
                      .arg(MaxAccounts)
                : QStringLiteral(
                      "%1 of %2 accounts are taken. 'accounts list' shows them, 'accounts remove' makes room.")
                      .arg(count)
                      .arg(MaxAccounts));
    }
    // Who removes a few is not told again at once.
    m_told = count < NarrowFrom / 10 * 9 ? Told::Nothing : std::max(m_told, now);
}

} // namespace banter
