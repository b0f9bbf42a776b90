// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "message_order.h"
#include "told_messages.h"

#include <QByteArray>
#include <QJsonObject>
#include <QSet>
#include <QUrl>

namespace banter::cli {

/// The two clocks at one moment.
struct Now {
    WallMs wall = 0;
    MonoMs mono = 0;
};

/// Turns a session's batches of changes into events, each a JSON object on a line with its line feed. `help.cpp` lists
/// them. It knows who is in which room, because a session tells of a person's presence once and an event names the
/// room. Pure; one thread.
class EventLines {
public:
    /// From now on only rooms in `rooms` are told of; empty: all.
    void onlyRooms(const QStringList &rooms);
    /// Where the account is, for links to it.
    void setServer(const QUrl &server) { m_server = server; }
    MessageOrder &order() { return m_order; }

    /// The events of one batch, in the order of the fields of Changes.
    QByteArray lines(const Changes &changes, Now now);

private:
    using People = std::map<QString, Presence>;

    bool wanted(const QString &room) const { return m_only.isEmpty() || m_only.contains(room); }
    void put(QJsonObject event, WallMs at);
    void putConnection(const ConnectionStatus &status, Now now);
    void putAbsences(const Changes &changes);
    void putMessage(const ShownMessage &shown, const QStringList &changed);
    void putOperation(const ShownOperation &shown);
    void putPeople(const Changes &changes);
    void putMembers(const QString &room, const People &people);
    void putPresence(const QString &room, const Presence &presence);
    void putEphemeral(const Changes &changes);
    void putWords(const Changes &changes);
    void putAccount(const AccountAnswer &answer);
    void set(const QString &room, const Presence &presence);

    QSet<QString> m_only;
    QUrl m_server;
    MessageOrder m_order;
    ToldMessages m_messages;
    std::map<QString, People> m_people;
    std::set<QString> m_newPeople;                       ///< rooms whose list changed in this batch
    std::set<std::pair<QString, QString>> m_newPresence; ///< (room, user) whose presence changed in this batch
    std::set<QString> m_missing;                         ///< rooms after whose newest message something may be missing
    std::map<QString, QJsonObject> m_operations;         ///< by client id: the last event of each that waits
    QJsonObject m_connection;                            ///< the last connection event
    QByteArray m_out;
    WallMs m_now = 0;
};

/// One error event, with its line feed. Pure; any thread.
QByteArray errorLine(const Error &error, WallMs at, const QString &room = {}, const QString &clientId = {},
                     const QStringList &unsent = {});

/// One room as `rooms` prints it, with its line feed. Pure; any thread.
QByteArray roomLine(const ShownRoom &shown, WallMs at);

} // namespace banter::cli
