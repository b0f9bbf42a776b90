// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"
#include "tests/simulation/ledger.h"

namespace banter::simulation {

/// What one run of a client shows to its person, and the eye of an examiner on it.
class View final {
public:
    View(Trace &trace, Ledger &ledger, int client, QString user);

    void apply(const Changes &changes);
    /// The person asked for messages that may have been shown before.
    void expectRepeats(const QString &room) { m_repeats.insert(room); }

    /// From now on the room is read in strict order, from the beginning.
    void expectOrder(const QString &room)
    {
        inOrder.insert(room);
        m_newestInOrder.erase(room);
    }

    struct Messages {
        std::map<Seq, ShownMessage> sent;
        std::map<QString, ShownMessage> own; ///< by client id: pending and failed
    };
    std::map<QString, ShownRoom> rooms;
    std::map<QString, Messages> messages;
    std::map<QString, ShownOperation> operations;          ///< by client id: pending, failed and in conflict
    std::map<std::pair<QString, QString>, Message> quoted; ///< by room and id: what messages answer
    std::map<QString, HistoryState> history;
    std::map<QString, std::map<QString, Member>> roster;
    std::map<QString, std::vector<QString>> typing;
    std::map<std::pair<QString, QString>, CursorPoint> cursors;
    std::optional<OwnChoice> own;
    ConnectionStatus connection;
    ConnectionMetrics metrics;
    std::optional<QString> token;
    std::set<QString> inOrder; ///< rooms that are read in strict order

private:
    void forget(const QString &room);
    void applyRooms(const Changes &changes);
    void applyMessages(const Changes &changes);
    void applyPeople(const Changes &changes);
    void amend(const Amendment &change);
    void show(const ShownMessage &shown);
    void showWish(const ShownOperation &shown);
    void showOwn(const ShownMessage &shown);
    void showSent(const ShownMessage &shown);
    void refuse(const Failed &failed);
    void fail(const std::string &what, const QString &text);

    Trace &m_trace;
    Ledger &m_ledger;
    int m_client;
    QString m_user;
    std::map<QString, DeliveryState> m_states; ///< by text: the last word on each own message
    std::set<std::pair<QString, Seq>> m_live;  ///< came live, in the present history
    std::map<QString, Seq> m_newestInOrder;
    std::set<QString> m_repeats;
};

} // namespace banter::simulation
