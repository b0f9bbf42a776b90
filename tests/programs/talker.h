// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "chaos_proxy.h"
#include "program.h"

#include <QTemporaryDir>

#include <map>
#include <set>

namespace banter::test {

/// What a reader knows of the rooms: by sequence, whose message it is and what it says.
struct Heard {
    QString clientId;
    QString sender;
    QString text;
    bool operator==(const Heard &) const = default;
};
using Histories = std::map<QString, std::map<qint64, Heard>>;

/// A banter-cli whose events are read as they come and not kept, because there are many.
class Listener : public Program {
    Q_OBJECT
public:
    /// `url` is that of a server, or of what stands before it.
    Listener(QString url, QString name);

    /// Starts it with that command. What was heard in an earlier run stays.
    bool begin(const QStringList &command, const QString &dataFolder = {});

    const Histories &heard() const { return m_heard; }
    /// Client ids of own messages that were told as pending.
    const std::set<QString> &pending() const { return m_pending; }
    /// What must not be: a message that failed, came twice in one run, or differs from what was said of it before.
    const QStringList &wrongs() const { return m_wrongs; }
    const QString &name() const { return m_name; }
    bool wasConnected() const { return m_connected; } ///< in this run

    qsizetype count() const; ///< messages of all rooms

private:
    void readLines();
    void readLine(const QByteArray &line);
    void noteMessage(const QJsonObject &event);

    QString m_url;
    QString m_name;
    qsizetype m_read = 0;
    Histories m_heard;
    std::set<QString> m_pending;
    std::set<std::pair<QString, qint64>> m_thisRun;
    QStringList m_wrongs;
    bool m_connected = false;
};

/// A person at a session that keeps its data, behind a proxy of their own, who gets killed and stopped.
class Talker final {
public:
    Talker(const QString &name, quint16 serverPort, quint64 seed, QStringList rooms);

    /// Starts the session, and says again, under the same id, what an earlier run never told as pending.
    bool start();
    /// The next message, to the rooms in turns.
    void say();
    void kill() { m_session.killNow(); }
    bool isRunning() const { return m_session.isRunning(); }

    /// Reads everything that is there with `tail --since 0` over the same data; false when that took too long.
    bool readAll(qsizetype messages, Histories *histories);

    /// Per room, the client ids in the order in which they were said.
    std::map<QString, QStringList> said() const;
    Listener &session() { return m_session; }
    ChaosProxy &network() { return m_network; }

private:
    void tell(int number);
    QString words(int number) const;
    QString room(int number) const { return m_rooms[number % m_rooms.size()]; }
    QString clientId(int number) const { return QStringLiteral("%1-%2").arg(m_session.name()).arg(number); }

    QStringList m_rooms;
    ChaosProxy m_network;
    QTemporaryDir m_folder;
    Listener m_session;
    int m_said = 0;
};

} // namespace banter::test
