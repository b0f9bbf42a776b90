// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "chaos_plan.h"
#include "cli.h"
#include "server.h"
#include "talker.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <functional>
#include <map>

using namespace banter::test;

namespace {

qint64 setting(const char *name, qint64 otherwise)
{
    const QByteArray text = qgetenv(name);
    return text.isEmpty() ? otherwise : text.toLongLong();
}

const QStringList Rooms{QStringLiteral("alpha"), QStringLiteral("beta")};

} // namespace

/// People talk all the time over a network that fails in every way, are killed and stopped, and so is the server. In
/// the end everybody has to hold the same. README.md says how to run it for longer.
class tst_Chaos final : public QObject {
    Q_OBJECT

    const quint64 m_seed = quint64(setting("BANTER_SEED", 20261124));
    const qint64 m_lengthMs = setting("BANTER_CHAOS_SECONDS", 12) * 1'000;
    const int m_people = int(setting("BANTER_CHAOS_CLIENTS", 3));
    const qint64 m_perSecond = setting("BANTER_CHAOS_RATE", 20);

    Server m_server{{QStringLiteral("--rate"), QStringLiteral("0")}};
    std::vector<std::unique_ptr<Talker>> m_talkers;
    std::unique_ptr<Listener> m_observer;
    std::multimap<qint64, std::function<void()>> m_agenda;
    QElapsedTimer m_clock;
    std::map<int, int> m_harms; ///< how many a network has suffered: only the last one is healed

    void strike(const Blow &blow);
    void harm(int client, const Blow &blow);
    void later(qint64 ms, std::function<void()> call) { m_agenda.emplace(m_clock.elapsed() + ms, std::move(call)); }
    void talkThrough(const std::vector<Blow> &plan);
    QString whatIsNotWell();
    QString historiesDiffer();
    QString orderIsBroken();
    static QString difference(const QString &name, const Histories &ours, const Histories &servers);

    std::map<QString, qsizetype> saidInAll() const
    {
        std::map<QString, qsizetype> all;
        for (const auto &talker : m_talkers) {
            for (const auto &[room, ids] : talker->said())
                all[room] += ids.size();
        }
        return all;
    }

private Q_SLOTS:
    void everybodyHoldsTheSameInTheEnd();
};

void tst_Chaos::harm(int client, const Blow &blow)
{
    const int mine = ++m_harms[client];
    m_talkers[std::size_t(client)]->network().harm(blow.fault);
    later(blow.lastsMs, [this, client, mine] {
        if (m_harms[client] == mine)
            m_talkers[std::size_t(client)]->network().heal();
    });
}

void tst_Chaos::strike(const Blow &blow)
{
    Talker *talker = blow.client < 0 ? nullptr : m_talkers[std::size_t(blow.client)].get();
    switch (blow.kind) {
    case Blow::Kind::Network:
        for (int client = 0; client < m_people; ++client) {
            if (blow.client < 0 || blow.client == client)
                harm(client, blow);
        }
        break;
    case Blow::Kind::KillClient:
        talker->kill();
        later(blow.lastsMs, [talker] {
            if (!talker->isRunning())
                talker->start();
        });
        break;
    case Blow::Kind::StopClient:
        talker->session().signal(SIGSTOP);
        later(blow.lastsMs, [talker] { talker->session().signal(SIGCONT); });
        break;
    case Blow::Kind::KillServer:
        m_server.killNow();
        later(blow.lastsMs, [this] {
            if (!m_server.isRunning())
                m_server.begin();
        });
        break;
    case Blow::Kind::StopServer:
        m_server.signal(SIGSTOP);
        later(blow.lastsMs, [this] { m_server.signal(SIGCONT); });
        break;
    }
}

void tst_Chaos::talkThrough(const std::vector<Blow> &plan)
{
    m_clock.start();
    for (const Blow &blow : plan)
        m_agenda.emplace(blow.atMs, [this, blow] { strike(blow); });
    const qint64 pauseMs = 1'000 / m_perSecond;
    qint64 nextWord = 0;
    while (m_clock.elapsed() < m_lengthMs) {
        while (!m_agenda.empty() && m_agenda.begin()->first <= m_clock.elapsed())
            m_agenda.extract(m_agenda.begin()).mapped()();
        if (m_clock.elapsed() >= nextWord) {
            nextWord = std::max(nextWord + pauseMs, m_clock.elapsed()); // a slow machine does not catch up
            for (const auto &talker : m_talkers) {
                if (talker->isRunning())
                    talker->say();
            }
        }
        QTest::qWait(5);
    }
    m_agenda.clear();
}

// No faults any more, everybody runs, and everything that was said is heard by somebody who just listens.
// Empty then, else what is missing.
QString tst_Chaos::whatIsNotWell()
{
    constexpr int DeadlineMs = 150'000;
    if (m_server.isRunning())
        m_server.signal(SIGCONT);
    else if (!m_server.up())
        return QStringLiteral("the server does not start");
    for (const auto &talker : m_talkers) {
        talker->network().heal();
        if (talker->isRunning())
            talker->session().signal(SIGCONT);
        else if (!talker->start())
            return talker->session().name() + QStringLiteral(" does not start");
    }
    qsizetype all = 0;
    for (const auto &[room, count] : saidInAll())
        all += count;
    if (m_observer->waitUntil([&] { return m_observer->count() >= all; }, DeadlineMs))
        return {};
    QStringList whose;
    for (const auto &talker : m_talkers) {
        qsizetype heard = 0;
        for (const auto &[room, messages] : m_observer->heard())
            heard += std::count_if(messages.begin(), messages.end(), [&](const auto &message) {
                return message.second.sender == talker->session().name();
            });
        qsizetype said = 0;
        for (const auto &[room, ids] : talker->said())
            said += ids.size();
        whose << QStringLiteral("%1 %2 of %3").arg(talker->session().name()).arg(heard).arg(said);
    }
    return QStringLiteral("heard after %1 s: %2").arg(DeadlineMs / 1'000).arg(whose.join(QStringLiteral(", ")));
}

QString tst_Chaos::difference(const QString &name, const Histories &ours, const Histories &servers)
{
    for (const auto &[room, messages] : servers) {
        const auto mine = ours.find(room);
        for (const auto &[seq, heard] : messages) {
            const auto known = mine == ours.end() ? messages.end() : mine->second.find(seq);
            if (mine == ours.end() || known == mine->second.end())
                return QStringLiteral("%1 misses %2 %3 '%4'").arg(name, room).arg(seq).arg(heard.text);
            if (known->second != heard)
                return QStringLiteral("%1 has '%2' as %3 %4 and not '%5'")
                    .arg(name, known->second.text, room)
                    .arg(seq)
                    .arg(heard.text);
        }
        if (mine->second.size() > messages.size())
            return QStringLiteral("%1 has more of %2 than the server").arg(name, room);
    }
    return {};
}

// Everybody's own data, read after a new start, against what the server holds.
QString tst_Chaos::historiesDiffer()
{
    const Histories &servers = m_observer->heard();
    for (const auto &talker : m_talkers) {
        const QString name = talker->session().name();
        for (const auto &[room, messages] : talker->session().heard()) {
            for (const auto &[seq, heard] : messages) {
                const auto known = servers.at(room).find(seq);
                if (known == servers.at(room).end() || known->second != heard)
                    return QStringLiteral("%1 was told '%2' as %3 %4").arg(name, heard.text, room).arg(seq);
            }
        }
        Histories stored;
        if (!talker->readAll(m_observer->count(), &stored))
            return name + QStringLiteral(" could not read everything");
        if (const QString what = difference(name, stored, servers); !what.isEmpty())
            return what;
    }
    return {};
}

// On the server: each message that was said, once, each person's in the order in which they were said, without a hole.
QString tst_Chaos::orderIsBroken()
{
    const Histories &servers = m_observer->heard();
    std::map<QString, std::map<QString, QStringList>> stored;
    for (const auto &[room, messages] : servers) {
        qint64 expected = 0;
        for (const auto &[seq, heard] : messages) {
            if (seq != ++expected)
                return QStringLiteral("%1 has no %2").arg(room).arg(expected);
            stored[heard.sender][room] << heard.clientId;
        }
    }
    for (const auto &talker : m_talkers) {
        const QString name = talker->session().name();
        std::set<QString> there;
        for (const auto &[room, ids] : talker->said()) {
            if (stored[name][room] != ids)
                return QStringLiteral("%1's messages in %2:\n%3\ninstead of\n%4")
                    .arg(name, room, stored[name][room].join(u' '), ids.join(u' '));
            there.insert(ids.begin(), ids.end());
        }
        for (const QString &id : talker->session().pending()) {
            if (!there.contains(id))
                return QStringLiteral("%1 was told pending and is not there").arg(id);
        }
    }
    return {};
}

void tst_Chaos::everybodyHoldsTheSameInTheEnd()
{
    const std::vector<Blow> plan = chaosPlan(m_seed, m_lengthMs, m_people, {});
    const QString report = QStringLiteral("BANTER_SEED=%1\n%2").arg(m_seed).arg(describe(plan));
    QVERIFY(m_server.up());
    const QString observer = QStringLiteral("observer");
    QVERIFY(registerUser(m_server.url(), observer));
    m_observer = std::make_unique<Listener>(m_server.url(), observer);
    QVERIFY(m_observer->begin(QStringList{QStringLiteral("tail")} + Rooms +
                              QStringList{QStringLiteral("--since"), QStringLiteral("0")}));
    for (int i = 1; i <= m_people; ++i) {
        const QString name = QStringLiteral("talker%1").arg(i);
        QVERIFY(registerUser(m_server.url(), name));
        m_talkers.push_back(std::make_unique<Talker>(name, m_server.port(), m_seed + quint64(i), Rooms));
        QVERIFY(m_talkers.back()->start());
    }
    for (const auto &talker : m_talkers)
        QVERIFY(talker->session().waitUntil([&] { return talker->session().wasConnected(); }));

    talkThrough(plan);
    const QString missing = whatIsNotWell();
    QVERIFY2(missing.isEmpty(), qPrintable(missing + u'\n' + report));

    const QString order = orderIsBroken();
    QVERIFY2(order.isEmpty(), qPrintable(order + u'\n' + report));
    for (const auto &talker : m_talkers) {
        talker->session().write("{\"do\":\"quit\"}\n");
        QCOMPARE(talker->session().waitForEnd(), 0);
        QVERIFY2(talker->session().wrongs().isEmpty(),
                 qPrintable(talker->session().wrongs().join(u'\n') + u'\n' + report));
    }
    const QString differing = historiesDiffer();
    QVERIFY2(differing.isEmpty(), qPrintable(differing + u'\n' + report));
    QVERIFY2(m_observer->wrongs().isEmpty(), qPrintable(m_observer->wrongs().join(u'\n') + u'\n' + report));
    Cli count(m_server.url(), observer);
    QCOMPARE(count.run({QStringLiteral("rooms")}), 0);
    for (const auto &[room, said] : saidInAll()) {
        const auto listed = count.matching(qPrintable(QStringLiteral("{'event':'room','room':'%1'}").arg(room)));
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.constFirst().value(QStringLiteral("lastSeq")).toInteger(), said);
    }
    qInfo(
        "seed %llu, %lld s, %d clients at %lld messages a second: %lld messages, each once and everywhere the same; %s",
        m_seed, m_lengthMs / 1'000, m_people, m_perSecond, qlonglong(m_observer->count()), qPrintable(summary(plan)));
}

int main(int argc, char **argv)
{
    // Qt Test ends a test after five minutes unless told otherwise.
    if (const qint64 seconds = setting("BANTER_CHAOS_SECONDS", 0); seconds > 0)
        qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number((seconds + 900) * 1'000));
    QCoreApplication app(argc, argv);
    tst_Chaos test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_chaos.moc"
