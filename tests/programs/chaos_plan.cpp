// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "chaos_plan.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <map>

namespace banter::test {
namespace {

QString what(const Blow &blow)
{
    switch (blow.kind) {
    case Blow::Kind::Network:
        return QString::fromLatin1(faultName(blow.fault));
    case Blow::Kind::KillClient:
        return QStringLiteral("SIGKILL of a client");
    case Blow::Kind::StopClient:
        return QStringLiteral("SIGSTOP of a client");
    case Blow::Kind::KillServer:
        return QStringLiteral("SIGKILL of the server");
    case Blow::Kind::StopServer:
        return QStringLiteral("SIGSTOP of the server");
    }
    return {};
}

bool concernsAClient(Blow::Kind kind)
{
    return kind != Blow::Kind::KillServer && kind != Blow::Kind::StopServer;
}

} // namespace

std::vector<Blow> chaosPlan(quint64 seed, qint64 lengthMs, int clients, const ChaosPace &pace)
{
    SeededRandom random(seed);
    const std::array<std::pair<Blow::Kind, qint64>, 5> kinds{{{Blow::Kind::Network, pace.networkEveryMs},
                                                              {Blow::Kind::KillClient, pace.killClientEveryMs},
                                                              {Blow::Kind::StopClient, pace.stopClientEveryMs},
                                                              {Blow::Kind::KillServer, pace.killServerEveryMs},
                                                              {Blow::Kind::StopServer, pace.stopServerEveryMs}}};
    std::vector<Blow> plan;
    for (const auto &[kind, everyMs] : kinds) {
        // Half to one and a half of the mean after the one before.
        for (double at = double(everyMs) * random.uniform(0.3, 1.0); at < double(lengthMs);
             at += double(everyMs) * random.uniform(0.5, 1.5)) {
            Blow blow;
            blow.atMs = qint64(at);
            blow.kind = kind;
            blow.lastsMs = qint64(random.uniform(double(pace.longestMs) / 10, double(pace.longestMs)));
            if (concernsAClient(kind))
                blow.client = int(random.below(quint64(clients)));
            if (kind == Blow::Kind::Network) {
                blow.fault = Fault(int(random.below(Faults)));
                if (random.below(8) == 0)
                    blow.client = -1;
            }
            plan.push_back(blow);
        }
    }
    std::stable_sort(plan.begin(), plan.end(), [](const Blow &a, const Blow &b) { return a.atMs < b.atMs; });
    return plan;
}

QString describe(const std::vector<Blow> &plan)
{
    QString lines;
    for (const Blow &blow : plan) {
        lines += QStringLiteral("%1 ms: %2, %3 ms").arg(blow.atMs, 7).arg(what(blow)).arg(blow.lastsMs);
        if (concernsAClient(blow.kind))
            lines += blow.client < 0 ? QStringLiteral(", all") : QStringLiteral(", client %1").arg(blow.client + 1);
        lines += u'\n';
    }
    return lines;
}

QString summary(const std::vector<Blow> &plan)
{
    std::map<QString, int> counts;
    for (const Blow &blow : plan)
        ++counts[what(blow)];
    QStringList parts;
    for (const auto &[name, count] : counts)
        parts << QStringLiteral("%1 %2").arg(count).arg(name);
    return parts.join(QStringLiteral(", "));
}

} // namespace banter::test
