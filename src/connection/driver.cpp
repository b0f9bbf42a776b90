// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/driver.h"

#include "connection/network_watch.h"
#include "connection/plain_words.h"
#include "connection/sleep_watch.h"
#include "core/received_text.h"
#include "transport/nearby.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

namespace banter {
namespace {

using namespace connection;

constexpr qint64 SleepTickMs = 1'000;
// Less is a busy machine, or a nap that no link notices.
constexpr qint64 SleepGapMs = 10'000;
/// Of one turn, after which timers, other links and the end of the program have theirs.
constexpr std::size_t MinEventsOfATurn = 256;
/// Of what waits, a turn takes at least one part in so many: the link is read between the turns, and a peer that writes
/// faster than this would fill the memory.
constexpr std::size_t PartsOfABacklog = 4;
constexpr int Unauthorized = 401;
constexpr std::size_t MaxRoundTrips = 60;
constexpr std::size_t MaxCloses = 20;

} // namespace

ConnectionManager::Driver::Driver(ConnectionManager &manager, ConnectionParts parts,
                                  std::function<LinkRequest()> request)
    : m_manager(manager), m_parts(parts), m_request(std::move(request))
{
    watchNetwork(parts.network);
    watchSleep(parts.sleep);
}

ConnectionManager::Driver::~Driver()
{
    m_parts.scheduler.cancel(m_pump);
    m_parts.scheduler.cancel(m_sleepTick);
    for (const auto &[id, timer] : m_timers)
        m_parts.scheduler.cancel(timer);
    for (const auto &[id, timer] : m_graces)
        m_parts.scheduler.cancel(timer);
}

void ConnectionManager::Driver::watchNetwork(NetworkWatch *watch)
{
    if (!watch)
        return;
    QObject::connect(watch, &NetworkWatch::up, &m_manager, [this] { post(event::NetworkUp{}); });
    QObject::connect(watch, &NetworkWatch::down, &m_manager, [this] { post(event::NetworkDown{}); });
    QObject::connect(watch, &NetworkWatch::changed, &m_manager, [this] { post(event::NetworkChanged{}); });
}

// An idle program should not wake each second only to find that nobody slept: where the system tells, it is waited for.
void ConnectionManager::Driver::watchSleep(SleepWatch *watch)
{
    m_seenMono = m_parts.clock.monotonicMs();
    m_seenSleepless = m_parts.clock.sleeplessMs();
    if (watch && watch->tells())
        QObject::connect(watch, &SleepWatch::mayHaveSlept, &m_manager, [this] { lookAtClocks(); });
    else
        tickLater();
}

void ConnectionManager::Driver::tickLater()
{
    m_sleepTick = m_parts.scheduler.after(SleepTickMs, [this] {
        tickLater();
        lookAtClocks();
    });
}

// A machine that slept shows a clock that ran ahead of the monotonic one (which stands still in suspend on Linux), or,
// where the monotonic clock runs on, a tick that comes far too late. The calendar is not asked: people set it.
void ConnectionManager::Driver::lookAtClocks()
{
    const MonoMs mono = m_parts.clock.monotonicMs();
    const MonoMs sleepless = m_parts.clock.sleeplessMs();
    const qint64 monoGap = mono - std::exchange(m_seenMono, mono);
    const qint64 sleeplessGap = sleepless - std::exchange(m_seenSleepless, sleepless);
    const bool isLate = m_sleepTick != 0 && monoGap > SleepGapMs;
    if (isLate || sleeplessGap - monoGap > SleepGapMs)
        post(event::Woke{});
}

void ConnectionManager::Driver::post(connection::Event event, const QString &reason, Frame frame)
{
    std::deque<Posted> &queue = m_announcing ? m_meanwhile : m_queue;
    queue.push_back({std::move(event), cleanLine(reason).left(LinkEnd::MaxReasonChars), std::move(frame)});
    if (m_pump == 0 && !m_pumping)
        m_pump = m_parts.scheduler.after(0, [this] { pump(); });
}

void ConnectionManager::Driver::pump()
{
    m_pump = 0;
    m_pumping = true;
    std::size_t left = std::max(MinEventsOfATurn, m_queue.size() / PartsOfABacklog);
    for (; left > 0 && !m_queue.empty(); --left) {
        Posted posted = std::move(m_queue.front());
        m_queue.pop_front();
        const Trouble before = m_machine.trouble();
        // What a link's end says that the machine has given up already is no news: the sign-in's own answer, which came
        // right before it, is what people are told.
        const auto *ended = std::get_if<event::LinkEnded>(&posted.event);
        const bool stale = ended && ended->link != m_machine.link();
        const std::vector<Effect> effects = step(posted.event);
        if (!posted.reason.isEmpty() && !stale)
            m_reason = posted.reason;
        else if (m_machine.trouble() != before)
            m_reason.clear();
        for (const Effect &effect : effects)
            attempt(effect);
        // The machine's link, not ours: a last word that came in one stroke with the end of the link is still heard.
        if (const auto *inbound = std::get_if<event::Inbound>(&posted.event);
            inbound && inbound->link == m_machine.link())
            m_announcements.push_back(
                [this, frame = std::move(posted.frame)] { Q_EMIT m_manager.frameReceived(frame); });
        announce();
    }
    publish();
    announce();
    m_pumping = false;
    if (!m_queue.empty() && m_pump == 0)
        m_pump = m_parts.scheduler.after(0, [this] { pump(); });
}

std::vector<Effect> ConnectionManager::Driver::step(const connection::Event &event)
{
    Step step;
    step.at = m_parts.clock.wallMs();
    step.now = m_parts.clock.monotonicMs();
    step.event = event;
    const auto unit = [&] { return step.draws.emplace_back(m_parts.random.uniform(0.0, 1.0)); };
    std::vector<Effect> effects = m_machine.step(event, step.now, unit);
    step.effects = effects;
    recorder.note(m_machine, std::move(step));
    return effects;
}

// What the session does about it comes before whatever else waits: "refused, try the password" has to be known before
// "the server closed with 4001".
void ConnectionManager::Driver::announce()
{
    if (m_announcements.empty())
        return;
    m_announcing = true;
    for (const auto &call : std::exchange(m_announcements, {})) {
        try {
            call();
        } catch (const std::exception &fault) {
            qWarning("connection: whoever was told threw: %s", fault.what()); // the phase's deadline sees to the rest
        }
    }
    m_announcing = false;
    m_queue.insert(m_queue.begin(), std::make_move_iterator(m_meanwhile.begin()),
                   std::make_move_iterator(m_meanwhile.end()));
    m_meanwhile.clear();
}

void ConnectionManager::Driver::publish()
{
    ConnectionStatus fresh;
    fresh.state = publicState(m_machine.phase(), m_machine.everConnected());
    fresh.trouble = ConnectionTrouble(int(m_machine.trouble()));
    fresh.reason = m_reason.isEmpty() ? sentence(m_machine.trouble()) : m_reason;
    if (fresh.trouble == ConnectionTrouble::None || fresh.trouble == ConnectionTrouble::UserAsked)
        fresh.reason.clear();
    fresh.code = m_machine.lastCode();
    fresh.attempt = m_machine.attempt();
    fresh.nextTryAt = m_machine.nextDialAt();
    fresh.terminal = m_machine.phase() == Phase::Terminal;
    fresh.outcome = outcomeOf(m_machine.phase(), m_machine.trouble());
    if (fresh == status)
        return;
    const bool wasConnected = status.state == ConnectionState::Connected;
    const bool isConnected = fresh.state == ConnectionState::Connected;
    if (wasConnected != isConnected)
        metrics.connectedSince = isConnected ? m_parts.clock.wallMs() : 0;
    status = fresh;
    m_announcements.push_back([this] { Q_EMIT m_manager.statusChanged(); });
}

// An effect that throws (memory, mostly) must not leave the machine waiting for something that will never come.
void ConnectionManager::Driver::attempt(const connection::Effect &effect)
{
    try {
        execute(effect);
    } catch (const std::exception &fault) {
        qWarning("connection: an effect failed: %s", fault.what());
        endUnexecuted(effect);
    }
}

void ConnectionManager::Driver::endUnexecuted(const connection::Effect &effect)
{
    const auto lose = [this](std::uint64_t id, EndKind kind) {
        if (m_linkId == id) {
            m_link.reset();
            m_linkId = 0;
        }
        m_retired.erase(id);
        post(event::LinkEnded{id, kind, 1006, 0});
    };
    if (const auto *dialling = std::get_if<effect::Dial>(&effect)) {
        lose(dialling->link, EndKind::Refused);
    } else if (const auto *ping = std::get_if<effect::Ping>(&effect)) {
        lose(ping->link, EndKind::Lost);
    } else if (const auto *close = std::get_if<effect::Close>(&effect)) {
        lose(close->link, EndKind::Lost);
    } else if (const auto *abort = std::get_if<effect::Abort>(&effect)) {
        lose(abort->link, EndKind::Lost);
    } else if (std::holds_alternative<effect::StartTimer>(effect)) {
        execute(effect); // once more; without any timer there is no going on
    }
}

void ConnectionManager::Driver::execute(const connection::Effect &effect)
{
    if (const auto *dialling = std::get_if<effect::Dial>(&effect)) {
        dial(dialling->link);
    } else if (const auto *close = std::get_if<effect::Close>(&effect)) {
        retire(close->link, close->code, true);
    } else if (const auto *abort = std::get_if<effect::Abort>(&effect)) {
        retire(abort->link, 0, false);
    } else if (const auto *ping = std::get_if<effect::Ping>(&effect)) {
        if (m_link && m_linkId == ping->link) {
            m_pings[ping->nonce] = m_parts.clock.monotonicMs();
            m_link->ping(QByteArray::number(quint64(ping->nonce)));
        }
    } else if (const auto *start = std::get_if<effect::StartTimer>(&effect)) {
        const std::uint64_t id = start->timer;
        m_timers[id] = m_parts.scheduler.after(start->delay, [this, id] {
            m_timers.erase(id);
            post(event::TimerFired{id});
        });
    } else if (const auto *cancel = std::get_if<effect::CancelTimer>(&effect)) {
        if (const auto found = m_timers.find(cancel->timer); found != m_timers.end()) {
            m_parts.scheduler.cancel(found->second);
            m_timers.erase(found);
        }
    } else if (std::holds_alternative<effect::AnnounceOpened>(effect)) {
        ++metrics.opens;
        m_announcements.push_back([this] { Q_EMIT m_manager.linkOpened(m_subprotocol); });
    } else if (std::holds_alternative<effect::AnnounceLost>(effect)) {
        m_pings.clear();
        m_arrivedAt.reset();
        m_overHighWater = false;
        m_announcements.push_back([this] { Q_EMIT m_manager.linkLost(); });
    }
}

bool ConnectionManager::Driver::isNearby() const
{
    return banter::isNearby(m_request().url.host());
}

void ConnectionManager::Driver::dial(std::uint64_t id)
{
    m_rejection.reset();
    m_unreadableText = false;
    const LinkRequest request = m_request();
    if (!request.refusal.isEmpty()) { // as a server's that wants other credentials
        post(event::LinkEnded{id, EndKind::Handshake, 1006, Unauthorized}, request.refusal);
        return;
    }
    ++metrics.dials;
    m_dialledAt = m_parts.clock.sleeplessMs();
    m_linkId = id;
    m_link = m_parts.links.make(request.kind);
    Link *link = m_link.get();
    QObject::connect(link, &Link::opened, &m_manager, [this, id](const QString &subprotocol) {
        m_subprotocol = subprotocol;
        post(event::LinkOpened{id});
    });
    QObject::connect(link, &Link::received, &m_manager, [this, id](const Frame &frame) {
        if (id != m_linkId)
            return;
        ++metrics.framesIn;
        metrics.bytesIn += frame.data.size();
        post(event::Inbound{id}, {}, frame);
    });
    QObject::connect(link, &Link::ownWebSocketNeeded, &m_manager, &ConnectionManager::ownWebSocketNeeded);
    QObject::connect(link, &Link::arriving, &m_manager, [this, id] { onArriving(id); });
    QObject::connect(link, &Link::ponged, &m_manager, [this, id](const QByteArray &payload) { onPonged(id, payload); });
    QObject::connect(link, &Link::written, &m_manager, [this, id] {
        if (id == m_linkId)
            onWritten();
    });
    QObject::connect(link, &Link::ended, &m_manager, [this, id](const LinkEnd &end) { onEnded(id, end); });
    link->open(request);
}

void ConnectionManager::Driver::retire(std::uint64_t id, int code, bool politely)
{
    if (!m_link || m_linkId != id)
        return;
    Link *link = m_link.get();
    m_retired[id] = std::move(m_link);
    m_linkId = 0;
    if (!politely) {
        link->abort();
        return;
    }
    noteClosed(code, {});
    closeRetired(id, code);
}

// The peer's answer is waited for, but not for ever.
void ConnectionManager::Driver::closeRetired(std::uint64_t id, int code)
{
    m_retired.at(id)->close(code, {});
    m_graces[id] = m_parts.scheduler.after(CloseGrace, [this, id] {
        m_graces.erase(id);
        if (const auto found = m_retired.find(id); found != m_retired.end())
            found->second->abort();
    });
}

void ConnectionManager::Driver::peerCloses(int code, const QString &reason)
{
    constexpr int NormalClose = 1000;
    if (!m_link)
        return;
    const std::uint64_t id = std::exchange(m_linkId, 0);
    m_retired[id] = std::move(m_link);
    noteClosed(code, reason);
    closeRetired(id, NormalClose);
    post(event::LinkEnded{id, EndKind::CloseFrame, code, 0}, reason);
}

void ConnectionManager::Driver::onEnded(std::uint64_t id, const LinkEnd &end)
{
    std::unique_ptr<Link> dead;
    if (id == m_linkId) {
        noteClosed(end.code, end.reason);
        dead = std::move(m_link);
        m_linkId = 0;
        if (end.kind == LinkEnd::Kind::Handshake)
            m_rejection = end.httpStatus;
        m_unreadableText = end.unreadableText;
        post(event::LinkEnded{id, endKind(end.kind), end.code, end.httpStatus, end.retryAfterMs}, end.reason);
    } else if (const auto found = m_retired.find(id); found != m_retired.end()) {
        dead = std::move(found->second);
        m_retired.erase(found);
    }
    if (const auto grace = m_graces.find(id); grace != m_graces.end()) {
        m_parts.scheduler.cancel(grace->second);
        m_graces.erase(grace);
    }
    if (dead) // it is on the stack: this is its signal
        dead.release()->deleteLater();
}

void ConnectionManager::Driver::onPonged(std::uint64_t id, const QByteArray &payload)
{
    bool valid = false;
    const quint64 nonce = payload.toULongLong(&valid);
    const auto sent = m_pings.find(nonce);
    if (id != m_linkId || !valid || sent == m_pings.end())
        return;
    metrics.roundTripsMs.push_back(int(m_parts.clock.monotonicMs() - sent->second));
    if (metrics.roundTripsMs.size() > MaxRoundTrips)
        metrics.roundTripsMs.pop_front();
    m_pings.erase(sent);
    post(event::Ponged{id, nonce});
}

// A page over a fast link comes in a hundred pieces within a few ms: one of them a second is news enough.
void ConnectionManager::Driver::onArriving(std::uint64_t id)
{
    constexpr qint64 NewsMs = 1'000;
    if (id != m_linkId || arrivedWithin(NewsMs - 1))
        return;
    m_arrivedAt = m_parts.clock.monotonicMs();
    post(event::Arriving{id});
}

bool ConnectionManager::Driver::arrivedWithin(qint64 ms) const
{
    return m_arrivedAt && m_parts.clock.monotonicMs() - *m_arrivedAt <= ms;
}

bool ConnectionManager::Driver::send(const Frame &frame)
{
    if (!m_link || !m_link->send(frame))
        return false;
    ++metrics.framesOut;
    metrics.bytesOut += frame.data.size();
    m_overHighWater = m_overHighWater || m_link->bytesToWrite() > HighWaterBytes;
    return true;
}

void ConnectionManager::Driver::onWritten()
{
    if (!m_overHighWater || m_link->bytesToWrite() > LowWaterBytes)
        return;
    m_overHighWater = false;
    Q_EMIT m_manager.drained();
}

void ConnectionManager::Driver::noteClosed(int code, const QString &reason)
{
    metrics.closes.push_back({m_parts.clock.wallMs(), code, cleanLine(reason)});
    if (metrics.closes.size() > MaxCloses)
        metrics.closes.pop_front();
}

} // namespace banter
