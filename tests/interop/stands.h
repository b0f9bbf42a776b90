// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/interop/node_server.h"

#include <QMetaType>

#include <optional>

namespace banter::testing {

/// What a server tells beside messages.
struct Offers {
    bool lists = false; ///< who is in a room
    bool typing = false;
    bool cursors = false;
};

/// A server of npm that people run, or two nodes of one, and what the client speaks to it.
struct Stand {
    QString script;
    QJsonObject settings;
    QString dialect; ///< a name, or the path of a profile's file
    Offers offers;

    bool isFile() const { return dialect.endsWith(QStringLiteral(".json")); }
    /// The room to talk in: the published example has but one.
    QString room() const { return isFile() ? QStringLiteral("chat") : QStringLiteral("lobby"); }
};

/// Adds the column "stand" and a row for every kind of server with which a whole conversation has to work. `redis` is
/// the address of a Redis that runs, over which the nodes of the cluster know each other.
void addStands(const QString &redis);

/// The processes of a stand.
class StandServers {
public:
    explicit StandServers(const Stand &stand);
    /// As NodeServer::start().
    QString start();
    bool areTwo() const { return m_second.has_value(); }
    /// Where the one to be killed listens.
    QUrl url() const { return m_first.url(); }
    /// Where the one that stays listens; the same where there is but one.
    QUrl otherUrl() const { return areTwo() ? m_second->url() : url(); }
    void kill() { m_first.kill(); }
    QString restart() { return m_first.restart(); }

private:
    NodeServer m_first;
    std::optional<NodeServer> m_second;
};

} // namespace banter::testing
Q_DECLARE_METATYPE(banter::testing::Stand)
