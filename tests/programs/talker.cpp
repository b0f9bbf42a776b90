// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "talker.h"

#include "cli.h"

#include <QJsonDocument>

#include <array>
#include <csignal>

namespace banter::test {

Listener::Listener(QString url, QString name) : Program("banter-cli"), m_url(std::move(url)), m_name(std::move(name))
{
    setVariable("BANTER_TEST_PASSWORD", Cli::password());
    connect(this, &Program::outputArrived, this, &Listener::readLines);
}

bool Listener::begin(const QStringList &command, const QString &dataFolder)
{
    m_read = 0;
    m_thisRun.clear();
    m_connected = false;
    QStringList arguments{QStringLiteral("--server"),       m_url,
                          QStringLiteral("--user"),         m_name,
                          QStringLiteral("--password-env"), QStringLiteral("BANTER_TEST_PASSWORD"),
                          QStringLiteral("--timeout"),      QStringLiteral("0")};
    if (!dataFolder.isEmpty())
        arguments << QStringLiteral("--data") << dataFolder;
    return start(arguments + command);
}

qsizetype Listener::count() const
{
    qsizetype all = 0;
    for (const auto &[room, messages] : m_heard)
        all += qsizetype(messages.size());
    return all;
}

void Listener::readLines()
{
    const QByteArray text = output();
    for (qsizetype end = text.indexOf('\n', m_read); end >= 0; end = text.indexOf('\n', m_read)) {
        readLine(text.mid(m_read, end - m_read));
        m_read = end + 1;
    }
}

void Listener::readLine(const QByteArray &line)
{
    const QJsonObject event = QJsonDocument::fromJson(line).object();
    const QString kind = event.value(QStringLiteral("event")).toString();
    if (kind.isEmpty())
        m_wrongs << QStringLiteral("not an event: ") + QString::fromUtf8(line);
    else if (kind == QStringLiteral("message"))
        noteMessage(event);
    else if (kind == QStringLiteral("connection"))
        m_connected = m_connected || event.value(QStringLiteral("state")) == QStringLiteral("connected");
}

void Listener::noteMessage(const QJsonObject &event)
{
    const QString room = event.value(QStringLiteral("room")).toString();
    const QString state = event.value(QStringLiteral("state")).toString();
    const qint64 seq = event.value(QStringLiteral("seq")).toInteger();
    const Heard heard{event.value(QStringLiteral("clientId")).toString(),
                      event.value(QStringLiteral("sender")).toString(), event.value(QStringLiteral("text")).toString()};
    if (state == QStringLiteral("pending")) {
        m_pending.insert(heard.clientId);
        return;
    }
    const QString about = QStringLiteral("%1 heard %2 %3 '%4' of %5 as %6")
                              .arg(m_name, room)
                              .arg(seq)
                              .arg(heard.text, heard.sender, state);
    if (state != QStringLiteral("sent") || seq <= 0) {
        m_wrongs << about + u' ' + event.value(QStringLiteral("failure")).toString();
        return;
    }
    // An own one may come again: a client id that is said again gives its verdict again.
    if (!m_thisRun.emplace(room, seq).second && heard.sender != m_name)
        m_wrongs << about + QStringLiteral(" twice");
    const auto [place, isNew] = m_heard[room].emplace(seq, heard);
    if (!isNew && place->second != heard)
        m_wrongs << about + QStringLiteral(", and '%1' before").arg(place->second.text);
}

Talker::Talker(const QString &name, quint16 serverPort, quint64 seed, QStringList rooms)
    : m_rooms(std::move(rooms)), m_network(serverPort, seed), m_session(m_network.url(), name)
{}

bool Talker::start()
{
    if (!m_session.begin({QStringLiteral("session")}, m_folder.path()))
        return false;
    for (const QString &room : m_rooms)
        m_session.write("{\"do\":\"join\",\"room\":\"" + room.toUtf8() + "\"}\n");
    for (int number = 1; number <= m_said; ++number) {
        if (!m_session.pending().contains(clientId(number)))
            tell(number);
    }
    return true;
}

void Talker::say()
{
    tell(++m_said);
}

// In four scripts, of one to four bytes a character; one in six is so long that a page of them is cut short for its
// frame's sake, at whatever byte.
QString Talker::words(int number) const
{
    static const std::array<QString, 4> Letters{QStringLiteral("a"), QStringLiteral("ж"), QStringLiteral("漢"),
                                                QStringLiteral("😀")};
    constexpr qsizetype LongBytes = 15'000;
    const QString &letter = Letters[std::size_t(number + number / 6) % Letters.size()];
    const bool isLong = number % 6 == 0;
    return QStringLiteral("%1 says %2 ").arg(m_session.name()).arg(number) +
           letter.repeated(isLong ? LongBytes / letter.toUtf8().size() : 8);
}

void Talker::tell(int number)
{
    const QJsonObject command{{QStringLiteral("do"), QStringLiteral("send")},
                              {QStringLiteral("room"), room(number)},
                              {QStringLiteral("text"), words(number)},
                              {QStringLiteral("clientId"), clientId(number)}};
    m_session.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
}

bool Talker::readAll(qsizetype messages, Histories *histories)
{
    constexpr int DeadlineMs = 60'000;
    Listener reader(m_network.url(), m_session.name());
    if (!reader.begin(QStringList{QStringLiteral("tail")} + m_rooms +
                          QStringList{QStringLiteral("--since"), QStringLiteral("0")},
                      m_folder.path()))
        return false;
    const bool complete = reader.waitUntil([&] { return reader.count() >= messages; }, DeadlineMs);
    reader.signal(SIGTERM);
    const bool ended = reader.waitForEnd() == 0;
    *histories = reader.heard();
    return complete && ended && reader.wrongs().isEmpty();
}

std::map<QString, QStringList> Talker::said() const
{
    std::map<QString, QStringList> all;
    for (int number = 1; number <= m_said; ++number)
        all[room(number)] << clientId(number);
    return all;
}

} // namespace banter::test
