// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/connection_watch.h"

#include "connection/constants.h"

#include <algorithm>

namespace banter::simulation {

using namespace protocol;

namespace {

/// What in this world keeps a client from coming back by itself.
bool forbids(ConnectionTrouble trouble)
{
    return trouble == ConnectionTrouble::Credentials || trouble == ConnectionTrouble::Protocol ||
           trouble == ConnectionTrouble::Rejected || trouble == ConnectionTrouble::OtherServer;
}

} // namespace

ConnectionWatch::ConnectionWatch(Trace &trace, Ledger &ledger, const Timeline &timeline, const Actor &machine,
                                 ClientDisk &disk, int client)
    : m_trace(trace), m_ledger(ledger), m_timeline(timeline), m_machine(machine), m_disk(disk), m_client(client)
{}

void ConnectionWatch::fail(const std::string &what)
{
    m_trace.fail("client " + std::to_string(m_client) + ": " + what);
}

void ConnectionWatch::note(const std::string &what)
{
    m_trace.note("c" + std::to_string(m_client) + " " + what);
}

void ConnectionWatch::begin()
{
    m_adopted = 0;
    m_lastDial.reset();
    m_welcomed = false;
    m_waiting.clear();
    m_status = {};
    m_failures = 0;
    personConnects();
}

void ConnectionWatch::slept(qint64 ms)
{
    m_awakeSince = m_timeline.now() + ms;
    m_hintedUntil = m_awakeSince + NoticedMs;
}

// ---- what it does ----

void ConnectionWatch::dialled(quint64 wire)
{
    const MonoMs now = m_machine.monotonicMs();
    note("dials " + std::to_string(wire));
    if (m_adopted != 0)
        fail("a second link while the first is in use");
    if (m_lastDial && now - *m_lastDial < connection::MinBetweenDials)
        fail("two dials within a second");
    m_lastDial = now;
    m_adopted = wire;
    m_welcomed = m_listed = m_refused = false;
    m_waiting.clear();
    m_lastHeard = now;
}

void ConnectionWatch::opened(quint64 wire)
{
    note("opened " + std::to_string(wire));
    if (wire == m_adopted)
        m_lastHeard = m_machine.monotonicMs();
}

bool ConnectionWatch::sends(quint64 wire, const std::vector<ClientItem> &items)
{
    if (m_disk.dead)
        return false;
    if (wire != m_adopted)
        fail("speaks on a link that it gave up");
    for (const ClientItem &item : items) {
        if (const auto *send = std::get_if<SendMessage>(&item.body)) {
            note("sends " + send->text.left(40).toStdString() + " in " + send->room.toStdString());
            if (Said *said = m_ledger.find(m_ledger.firstText(send->clientId, send->text)))
                said->wires.insert(wire);
            // One that the server has lost may be sent again before a full disk knows that it waits: it still has it as
            // what it was, and its person would be told again.
            if (!m_disk.holds(send->clientId) && !m_disk.hasStored(send->clientId))
                fail("sent before it was stored: " + send->text.toStdString());
        } else if (const auto *edit = std::get_if<EditMessage>(&item.body)) {
            note("edits to " + edit->text.left(40).toStdString() + " in " + edit->room.toStdString());
            if (!m_disk.holds(edit->clientId))
                fail("an edit was sent before it was stored: " + edit->text.toStdString());
        } else if (const auto *remove = std::get_if<DeleteMessage>(&item.body)) {
            note("deletes " + remove->message.toStdString() + " in " + remove->room.toStdString());
            if (!m_disk.holds(remove->clientId))
                fail("a deletion was sent before it was stored: " + remove->message.toStdString());
        } else if (const auto *react = std::get_if<ReactToMessage>(&item.body)) {
            note("reacts to " + react->message.toStdString() + " with " + react->key.toStdString());
            if (!m_disk.holds(react->clientId))
                fail("a reaction was sent before it was stored: " + react->message.toStdString());
        } else if (const auto *subscribe = std::get_if<Subscribe>(&item.body)) {
            note("subscribes " + subscribe->room.toStdString() + " since " + std::to_string(subscribe->since));
            m_waiting.insert(item.id);
        } else if (std::holds_alternative<ListRooms>(item.body)) {
            if (!std::exchange(m_listed, true)) // later ones belong to something else
                m_waiting.insert(item.id);
        } else if (const auto *unsubscribe = std::get_if<Unsubscribe>(&item.body)) {
            note("unsubscribes " + unsubscribe->room.toStdString());
        } else if (const auto *move = std::get_if<MoveCursor>(&item.body)) {
            note("points in " + move->room.toStdString());
        }
    }
    return true;
}

void ConnectionWatch::tellsAStranger(const Hello &)
{
    if (!m_disk.store().setting(QStringLiteral("knownServer")).value().isEmpty())
        fail("tells a stranger its secret");
}

void ConnectionWatch::heard(quint64 wire, const std::vector<SharedItemPtr> &items)
{
    if (wire != m_adopted)
        return;
    m_lastHeard = m_machine.monotonicMs();
    for (const SharedItemPtr &item : items) {
        if (std::holds_alternative<Welcome>(item->item().body)) {
            note("is welcomed");
            m_welcomed = true;
        } else if (const auto *ack = std::get_if<Ack>(&item->item().body)) {
            note("hears ack " + ack->room.toStdString() + " " + std::to_string(ack->seq));
        } else if (const auto *failure = std::get_if<Failure>(&item->item().body)) {
            heardFailure(failure->error);
        } else if (const auto *page = std::get_if<Subscribed>(&item->item().body)) {
            note("is subscribed " + page->page.room.toStdString());
        } else if (const auto *moved = std::get_if<CursorEvent>(&item->item().body)) {
            note("sees " + moved->user.toStdString() + " point in " + moved->room.toStdString());
        } else if (const auto *said = std::get_if<MessageEvent>(&item->item().body)) {
            note("hears " + said->message.room.toStdString() + " " + std::to_string(said->message.seq));
        }
        m_waiting.erase(item->item().re);
    }
}

void ConnectionWatch::heardFailure(const Error &error)
{
    note("hears no: " + errorCodeName(error.code).toStdString());
    if (error.code != ErrorCode::Unauthorized && error.code != ErrorCode::NameTaken)
        return;
    m_refused = true; // there may be other credentials to show
    hint();
}

void ConnectionWatch::heardPong(quint64 wire)
{
    if (wire == m_adopted)
        m_lastHeard = m_machine.monotonicMs();
}

void ConnectionWatch::retired(quint64 wire)
{
    note("gives up " + std::to_string(wire));
    if (wire == m_adopted)
        lost();
}

void ConnectionWatch::lost()
{
    m_adopted = 0;
    m_lostAt = m_timeline.now();
}

void ConnectionWatch::ended(quint64 wire, const LinkEnd &end)
{
    note("loses " + std::to_string(wire) + ", " + std::to_string(end.code));
    if (wire == m_adopted) {
        lost();
        // Where there was a hint as well, it may have given the link up before it heard of the end.
        m_failures += m_refused || m_timeline.now() <= m_hintedUntil ? 0 : 1;
    }
}

// ---- what it says ----

void ConnectionWatch::status(const ConnectionStatus &status)
{
    const MonoMs now = m_machine.monotonicMs();
    const bool was = m_status.state == ConnectionState::Connected;
    const bool is = status.state == ConnectionState::Connected;
    const bool stable = was && now - m_connectedAt >= connection::StableAfter;
    if (status.attempt < m_status.attempt && !stable && !m_connectTold)
        fail("counts its tries anew before the connection was stable");
    if (stable)
        m_failures = is ? 0 : std::min(m_failures, 1);
    if (m_connectTold)
        m_failures = 0;
    m_connectTold = false;
    if (is && !was) {
        m_connectedAt = now;
        const bool lost = m_adopted == 0 && m_timeline.now() > m_lostAt;
        if (lost || !m_welcomed || !m_listed || !m_waiting.empty())
            fail("says connected before it has caught up");
    }
    if (status.terminal && !forbids(status.trouble))
        fail("gives up for good, and nobody asked it to");
    if (status.nextTryAt != 0 && status.nextTryAt != m_status.nextTryAt)
        checkPlan(status);
    if (status.state != m_status.state)
        note("is " + std::to_string(int(status.state)) + " because " + std::to_string(int(status.trouble)));
    m_status = status;
}

void ConnectionWatch::checkPlan(const ConnectionStatus &status)
{
    using namespace connection;
    constexpr qint64 LongestSaid = 61'000; // a server may ask for a minute
    const qint64 wait = status.nextTryAt - m_machine.monotonicMs();
    const bool said = status.trouble == ConnectionTrouble::OutOfService ||
                      status.trouble == ConnectionTrouble::TooMany || status.trouble == ConnectionTrouble::ServerFull;
    if (wait > (said ? LongestSaid : Ms(double(BackoffCap) * JitterHigh)))
        fail("waits too long for the next try");
    // A link that went silent is dialled anew at once, also where the system says that there is no network: it may be
    // wrong.
    const bool silent =
        status.trouble == ConnectionTrouble::Silent ||
        (status.trouble == ConnectionTrouble::NoNetwork && m_status.state == ConnectionState::Connected);
    const bool sooner = m_timeline.now() <= m_hintedUntil || silent || m_failures == 0;
    const Ms shortest = Ms(double(std::min(BackoffCap, BackoffBase << std::clamp(m_failures - 1, 0, 5))) * JitterLow);
    if (!sooner && wait < shortest)
        fail("comes back too soon, " + std::to_string(wait) + " ms after failure " + std::to_string(m_failures));
}

void ConnectionWatch::check(bool connected)
{
    using namespace connection;
    constexpr Ms Slack = 2'000;
    constexpr qint64 SettledMs = 5'000;
    if (!connected || m_disk.dead || m_timeline.now() - m_awakeSince < SettledMs)
        return;
    if (m_adopted == 0 && m_timeline.now() > m_lostAt) // what is known is said before time goes on
        fail("says connected without a link");
    if (m_machine.monotonicMs() - m_lastHeard > HeartbeatInterval + PongTimeout + ProbeTimeout + Slack)
        fail("takes a dead link for alive");
}

} // namespace banter::simulation
