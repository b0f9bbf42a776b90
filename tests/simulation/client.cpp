// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/client.h"

#include "dialects/native/native_dialect.h"

#include <QCoreApplication>

namespace banter::simulation {

Client::Client(Parts parts, int index, QString user, quint64 seed)
    : machine(parts.timeline), disk(parts.trace, parts.ledger, parts.pool, index),
      watch(parts.trace, parts.ledger, parts.timeline, machine, disk, index), m_parts(parts), m_index(index),
      m_user(std::move(user)), m_random(seed), m_links(parts.network, index),
      m_view(std::make_unique<View>(parts.trace, parts.ledger, index, m_user))
{}

Client::~Client()
{
    disk.dead = true;
    m_session.reset();
}

void Client::note(const std::string &what)
{
    m_parts.trace.note(name() + " " + what);
}

void Client::start(bool withPassword)
{
    const bool hasToken = !withPassword && !m_token.isEmpty();
    note(hasToken ? "starts with its token" : "starts with its password");
    watch.begin();
    m_parts.ledger.wishes.begin(m_index);
    m_parts.ledger.reactions.begin(m_index);
    m_view = std::make_unique<View>(m_parts.trace, m_parts.ledger, m_index, m_user);
    viewers.clear();
    const SessionConfig config{QUrl(QStringLiteral("ws://simulated.example")), credentials(hasToken)};
    const bool cbor = m_parts.network.places[std::size_t(m_index)].cbor;
    m_session = std::make_unique<Session>(config, ConnectionParts{m_links, machine, m_random, machine, &network},
                                          makeNativeDialect(cbor), disk.open());
    QObject::connect(m_session.get(), &Session::changed, m_session.get(), [this] { take(); });
    if (m_wanted)
        m_session->tell(tell::Connect{});
}

Credentials Client::credentials(bool withToken)
{
    using Method = Credentials::Method;
    if (withToken)
        return {Method::Token, m_user, m_token};
    m_nameWasFree = m_registers && !m_parts.hasAccount(m_user);
    return {m_registers ? Method::Register : Method::Password, m_user, password()};
}

// A backup may be older than the account.
void Client::learn(const Changes &changes)
{
    if (changes.token && !changes.token->isEmpty())
        m_registers = false;
    for (const Failed &failed : changes.failures) {
        if (failed.error.code == ErrorCode::NameTaken && m_registers) {
            if (m_nameWasFree)
                m_parts.trace.fail(name() + " is told that its own name is taken");
            m_registers = false;
        } else if (failed.error.code == ErrorCode::Unauthorized) {
            m_registers = m_isNew && !m_parts.hasAccount(m_user);
        }
    }
}

void Client::take()
{
    const Changes changes = m_session->takeChanges();
    if (disk.dead)
        return;
    m_view->apply(changes);
    for (const QString &room : changes.roomsGone) { // nobody can look at it any more
        note("sees " + room.toStdString() + " go");
        viewers.erase(room);
        m_view->inOrder.erase(room);
    }
    learn(changes);
    if (changes.token)
        m_token = *changes.token;
    if (changes.connection)
        watch.status(*changes.connection);
}

void Client::crash(bool dark)
{
    note(dark ? "loses its power" : "dies");
    m_parts.ledger.forgetsChoice(m_user); // it may not have been on the disk
    disk.dead = true;
    if (dark) {
        for (Wire *wire : m_parts.network.wiresOf(m_index))
            wire->stall(true, true);
    }
    m_session.reset();
    if (machine.pending() != 0)
        m_parts.trace.fail(name() + " left timers behind: " + std::to_string(machine.pending()));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void Client::quit()
{
    note("quits");
    if (disk.full)
        m_parts.ledger.forgetsChoice(m_user);
    m_session.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void Client::tell(const tell::Command &command)
{
    if (std::holds_alternative<tell::Connect>(command)) {
        watch.personConnects();
        m_wanted = true;
    } else if (std::holds_alternative<tell::Disconnect>(command) || std::holds_alternative<tell::Logout>(command)) {
        m_wanted = false;
    } else if (std::holds_alternative<tell::RetryNow>(command)) {
        watch.hint();
    } else if (const auto *chosen = std::get_if<tell::SetPresence>(&command); chosen && chosen->status) {
        note("chooses " + std::to_string(int(*chosen->status)));
        m_parts.ledger.chooses(m_user, m_index, *chosen->status, m_parts.timeline.now());
    } else if (const auto *leave = std::get_if<tell::LeaveRoom>(&command)) {
        if (leave->unsent == tell::LeaveRoom::Words::Discard)
            m_parts.ledger.discards(m_index, leave->room, m_number);
    }
    m_session->tell(command);
}

void Client::say(const QString &room, qsizetype length, bool ownId, const QString &replyTo)
{
    const int number = ++m_number;
    QString text = QStringLiteral("%1-%2").arg(m_index).arg(number);
    text += QString(length, u'.');
    const QString id = ownId ? QStringLiteral("id-%1-%2").arg(m_index).arg(number) : QString();
    note("says " + text.left(20).toStdString() + " in " + room.toStdString());
    Said said;
    said.client = m_index;
    said.user = m_user;
    said.room = room;
    said.number = number;
    said.clientId = id;
    said.replyTo = replyTo;
    m_parts.ledger.willSay(text, said);
    tell(tell::Send{room, text, id, replyTo, meantBy(text)});
}

Wished Client::wishFor(const ShownMessage &shown, Operation operation)
{
    Wished wished;
    wished.client = m_index;
    wished.number = ++m_wishes;
    wished.room = shown.message.room;
    wished.messageId = shown.message.id;
    wished.messageClientId = shown.message.clientId;
    wished.operation = operation;
    wished.seen.insert(shown.message.text);
    return wished;
}

void Client::edit(const ShownMessage &shown, bool ownId)
{
    Wished wished = wishFor(shown, Operation::Edit);
    const Message &message = shown.message;
    wished.text =
        QStringLiteral("%1 w%2-%3").arg(m_parts.ledger.firstText(message).left(20)).arg(m_index).arg(wished.number);
    if (ownId)
        wished.clientId = QStringLiteral("edit-%1-%2").arg(m_index).arg(wished.number);
    note("wants " + message.room.toStdString() + " " + std::to_string(message.seq) + " to be " +
         wished.text.toStdString());
    noteRewording(message);
    const tell::EditMessage command{message.room, message.id.isEmpty() ? message.clientId : message.id,
                                    wished.text,  wished.clientId,
                                    message.rev,  meantBy(wished.text)};
    m_parts.ledger.wishes.wish(std::move(wished));
    tell(command);
}

// Whoever gives a message another text that has failed by then sends it again with that. What still waits for its
// verdict is not retried: it takes the text up when it fails, and has to stay failed.
void Client::noteRewording(const Message &message)
{
    const auto &own = m_view->messages[message.room].own;
    const auto shown = own.find(message.clientId);
    if (shown == own.end() || shown->second.state != DeliveryState::Failed)
        return;
    if (Said *said = m_parts.ledger.find(m_parts.ledger.firstText(shown->second.message)))
        said->retried = said->reworded = true;
}

void Client::remove(const ShownMessage &shown)
{
    Wished wished = wishFor(shown, Operation::Delete);
    const Message &message = shown.message;
    wished.clientId = QStringLiteral("delete-%1-%2").arg(m_index).arg(wished.number);
    note("wants " + message.room.toStdString() + " " + std::to_string(message.seq) + " to be gone");
    const tell::DeleteMessage command{message.room, message.id.isEmpty() ? message.clientId : message.id,
                                      wished.clientId};
    m_parts.ledger.wishes.wish(std::move(wished));
    tell(command);
}

void Client::react(const ShownMessage &shown, const QString &key, bool on, bool ownId)
{
    const Message &message = shown.message;
    WishedReaction wished;
    wished.client = m_index;
    wished.number = ++m_wishes;
    wished.user = m_user;
    wished.room = message.room;
    wished.messageId = message.id;
    wished.messageClientId = message.sender == m_user ? message.clientId : QString();
    wished.key = key;
    wished.on = on;
    if (ownId)
        wished.clientId = QStringLiteral("react-%1-%2").arg(m_index).arg(wished.number);
    note((on ? "puts " : "takes ") + key.toStdString() + " at " + message.room.toStdString() + " " +
         std::to_string(message.seq));
    const tell::React command{message.room, message.id.isEmpty() ? message.clientId : message.id, key, on,
                              wished.clientId};
    m_parts.ledger.reactions.wish(std::move(wished));
    tell(command);
}

void Client::open(const QString &room, bool inOrder)
{
    ++viewers[room];
    m_view->expectRepeats(room);
    if (inOrder)
        m_view->expectOrder(room);
    tell(tell::OpenRoom{room, 0, inOrder});
}

void Client::sleep(qint64 ms, bool monotonicStands)
{
    note((monotonicStands ? "sleeps " : "stands still ") + std::to_string(ms));
    watch.slept(ms);
    if (monotonicStands)
        machine.sleep(ms);
    else
        machine.stall(ms);
}

void Client::check()
{
    if (isRunning() && machine.isAwake())
        watch.check(isConnected());
}

} // namespace banter::simulation
