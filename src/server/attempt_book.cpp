// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/attempt_book.h"

namespace banter {

Status AttemptBook::load()
{
    Registry &registry = m_state.parts.registry;
    const Result<std::vector<KnownPlace>> places = registry.places();
    if (!places.ok())
        return places.error();
    const Result<std::vector<AttemptRecord>> attempts = registry.attempts();
    if (!attempts.ok())
        return attempts.error();
    for (const KnownPlace &place : places.value())
        m_ahead = std::max(m_ahead, place.used - m_served());
    m_isKept = !attempts.value().empty();
    for (const AttemptRecord &one : attempts.value())
        m_ahead = std::max(m_ahead, one.since - m_served());
    const MonoMs begin = m_state.now() - served(); // on the clock of this run
    for (const KnownPlace &place : places.value()) {
        const auto person = m_state.people.find(place.account);
        if (person != m_state.people.end() && served() - place.used <= ServerStore::TokenLifeMs)
            limits.metAt(place.address, person->second.account.key, begin + place.used);
    }
    for (const AttemptRecord &one : attempts.value())
        limits.restore({one.what, one.count, begin + one.since}, m_state.now());
    return success();
}

void AttemptBook::conclude()
{
    std::vector<AttemptRecord> records = limits.all(m_state.now());
    if (m_isKept || !records.empty())
        keep(std::move(records), served());
}

void AttemptBook::failed(const QString &address, const QString &key)
{
    if (std::vector<AttemptRecord> reached = limits.exhausted(address, key); !reached.empty())
        keep(std::move(reached), served() - AttemptLimits::WindowMs);
}

void AttemptBook::keep(std::vector<AttemptRecord> records, ServedMs expired)
{
    m_isKept = true;
    for (AttemptRecord &one : records)
        one.since += served() - m_state.now();
    const auto write = [&registry = m_state.parts.registry, kept = std::move(records), expired](ServerStore &) {
        return registry.putAttempts(kept, expired);
    };
    m_commits.change({{}, 0, write, [](const Status &) {}}); // on a full disk it holds for this run
}

void AttemptBook::succeeded(const QString &address, const Person &person)
{
    limits.succeeded(address, person.account.key);
    metAt(address, person);
}

void AttemptBook::metAt(const QString &address, const Person &person)
{
    if (!limits.metAt(address, person.account.key, m_state.now()))
        return;
    const auto write = [&registry = m_state.parts.registry, place = KnownPlace{person.account.id, address, served()}](
                           ServerStore &) { return registry.putPlace(place); };
    m_commits.change({{}, 0, write, [](const Status &) {}});
}

} // namespace banter
