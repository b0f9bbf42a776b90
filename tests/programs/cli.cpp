// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"

#include <QJsonDocument>

#include <algorithm>

namespace banter::test {

Cli::Cli(QString server, QString user) : Program("banter-cli"), m_server(std::move(server)), m_user(std::move(user))
{
    setPassword(password());
    connect(this, &Program::outputArrived, this, &Cli::readEvents);
}

void Cli::setToken(const QString &token)
{
    m_secretOption = QStringLiteral("--token-env");
    setPassword(token);
}

bool Cli::begin(const QStringList &command)
{
    m_events.clear();
    m_read = 0;
    QStringList arguments{QStringLiteral("--server"),
                          m_server,
                          QStringLiteral("--user"),
                          m_user,
                          m_secretOption,
                          QStringLiteral("BANTER_TEST_PASSWORD")};
    return start(arguments + m_options + command);
}

int Cli::run(const QStringList &command, int deadlineMs)
{
    if (!begin(command)) {
        return -2;
    }
    closeInput();
    const int code = waitForEnd(deadlineMs);
    readEvents();
    return code;
}

void Cli::tell(const QJsonObject &command)
{
    write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
}

void Cli::tell(const char *json)
{
    tell(Cli::json(json));
}

QJsonObject Cli::json(const char *text)
{
    QJsonParseError fault;
    const auto document = QJsonDocument::fromJson(QByteArray(text).replace('\'', '"'), &fault);
    if (fault.error != QJsonParseError::NoError) {
        qFatal("not JSON: %s", text);
    }
    return document.object();
}

void Cli::readEvents()
{
    const QByteArray text = output();
    for (qsizetype end = text.indexOf('\n', m_read); end >= 0; end = text.indexOf('\n', m_read)) {
        const QByteArray line = text.mid(m_read, end - m_read);
        m_read = end + 1;
        QJsonParseError fault;
        m_events << QJsonDocument::fromJson(line, &fault).object();
        if (fault.error != QJsonParseError::NoError) {
            qWarning("not an event: %s", line.constData());
        }
    }
}

QList<QJsonObject> Cli::matching(const char *json) const
{
    const QJsonObject wanted = Cli::json(json);
    QList<QJsonObject> found;
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(found), [&](const QJsonObject &event) {
        for (auto field = wanted.begin(); field != wanted.end(); ++field) {
            if (event.value(field.key()) != field.value()) {
                return false;
            }
        }
        return true;
    });
    return found;
}

bool Cli::waitFor(const char *json, int deadlineMs)
{
    return waitForCount(json, 1, deadlineMs);
}

bool Cli::waitForCount(const char *json, qsizetype count, int deadlineMs)
{
    const bool met = waitUntil([&] { return matching(json).size() >= count; }, deadlineMs);
    if (!met) {
        qWarning("%lld of %lld events like %s", qlonglong(matching(json).size()), qlonglong(count), json);
    }
    return met;
}

bool registerUser(const QString &server, const QString &user)
{
    Cli cli(server, user);
    const int code = cli.run({QStringLiteral("register")});
    if (code != 0) {
        qWarning("register %s ended with %d: %s", qPrintable(user), code, cli.errors().constData());
    }
    return code == 0;
}

} // namespace banter::test
