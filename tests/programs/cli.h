// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "program.h"

#include <QJsonObject>
#include <QList>

namespace banter::test {

/// A banter-cli, whose output is read as events.
class Cli final : public Program {
    Q_OBJECT
public:
    explicit Cli(QString server, QString user);

    static QString password() { return QStringLiteral("correct horse battery"); }

    /// Options before the command, such as --data.
    void setOptions(const QStringList &options) { m_options = options; }
    void setPassword(const QString &password) { setVariable("BANTER_TEST_PASSWORD", password); }

    /// Signs in with this token in place of a password.
    void setToken(const QString &token);

    bool begin(const QStringList &command);
    /// The same, and waits for the end: the exit code, as waitForEnd().
    int run(const QStringList &command, int deadlineMs = SoonMs);

    /// One command of a session.
    void tell(const QJsonObject &command);
    void tell(const char *json); ///< with ' for "

    const QList<QJsonObject> &events() const { return m_events; }
    /// Events that have at least these fields with these values.
    QList<QJsonObject> matching(const char *json) const;
    bool waitFor(const char *json, int deadlineMs = SoonMs);
    /// Until so many events match.
    bool waitForCount(const char *json, qsizetype count, int deadlineMs = SoonMs);
    void forget() { m_events.clear(); }

    /// JSON with ' for ".
    static QJsonObject json(const char *text);

private:
    void readEvents();

    QString m_server;
    QString m_user;
    QString m_secretOption = QStringLiteral("--password-env");
    QStringList m_options;
    QList<QJsonObject> m_events;
    qsizetype m_read = 0;
};

/// Makes the account; false when that failed.
bool registerUser(const QString &server, const QString &user);

} // namespace banter::test
