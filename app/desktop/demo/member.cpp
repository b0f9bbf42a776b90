// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "demo/member.h"

#include "demo/company.h"
#include "dialects/registry/registry.h"
#include "store/open.h"

#include <algorithm>

namespace banter::demo {

namespace {

constexpr qint64 TypingRefreshMs = 1'500;
constexpr qint64 HandStepMs = 50;
constexpr double RestMinMs = 600;
constexpr double RestMaxMs = 5'000;

} // namespace

Member::Member(const QString &name, const QUrl &server, Clock &clock, Random &random, Scheduler &scheduler)
    : m_name(name), m_clock(clock), m_random(random), m_scheduler(scheduler)
{
    // Neither can fail: the name is the registry's own, and memory is always there to be opened.
    Result<std::unique_ptr<Dialect>> dialect = makeDialect(dialectNames().first());
    Result<std::unique_ptr<ClientStore>> store = openClientStore({});
    m_session = std::make_unique<Session>(
        SessionConfig{server, {Credentials::Method::Register, name, Company::password()}},
        ConnectionParts{m_links, m_clock, m_random, m_scheduler}, std::move(dialect).value(), std::move(store).value());
    connect(m_session.get(), &Session::changed, this, &Member::take);
    m_session->tell(tell::Connect{});
}

Member::~Member()
{
    for (const TimerId timer : m_timers) {
        m_scheduler.cancel(timer);
    }
}

void Member::later(qint64 ms, std::function<void()> call)
{
    auto id = std::make_shared<TimerId>(0);
    *id = m_scheduler.after(ms, [this, id, call = std::move(call)] {
        m_timers.erase(*id);
        call();
    });
    m_timers.insert(*id);
}

void Member::take()
{
    const Changes changes = m_session->takeChanges();
    if (changes.connection) {
        m_connected = changes.connection->state == ConnectionState::Connected;
    }
    for (const auto &[id, room] : changes.rooms) {
        if (room.room.joined) {
            m_rooms.insert(id);
        }
    }
    for (const ShownMessage &shown : changes.messages) {
        if (shown.live && !shown.own) {
            Q_EMIT heard(shown.message);
        }
    }
    Q_EMIT changed();
}

void Member::say(const QString &room, const QString &text, qint64 typingMs)
{
    keepTyping(room, text, m_clock.monotonicMs() + typingMs);
}

void Member::keepTyping(const QString &room, const QString &text, MonoMs until)
{
    const qint64 left = until - m_clock.monotonicMs();
    if (left <= 0) {
        m_session->tell(tell::Send{room, text, {}});
        return;
    }
    m_session->tell(tell::Typing{room, true});
    later(std::min(left, TypingRefreshMs), [this, room, text, until] { keepTyping(room, text, until); });
}

void Member::point(const QString &room)
{
    const CursorPoint from =
        m_path ? m_path->end() : CursorPoint{m_random.uniform(0.1, 0.9), m_random.uniform(0.1, 0.9)};
    m_path.emplace(from, m_random);
    m_pathBegan = m_clock.monotonicMs();
    moveHand(room);
}

void Member::moveHand(const QString &room)
{
    const qint64 gone = m_clock.monotonicMs() - m_pathBegan;
    m_session->tell(tell::MoveCursor{room, m_path->at(gone)});
    if (gone < m_path->durationMs()) {
        later(HandStepMs, [this, room] { moveHand(room); });
    } else {
        later(qint64(m_random.uniform(RestMinMs, RestMaxMs)), [this, room] { point(room); });
    }
}

} // namespace banter::demo
