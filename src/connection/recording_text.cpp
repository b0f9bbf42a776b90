// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/recording_text.h"

#include "core/version.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

#include <concepts>
#include <iterator>

namespace banter::connection {
namespace {

// In the order of the types; RECORDING.md lists them.
constexpr const char *Phases[] = {"idle",     "terminal", "waiting-for-network", "backing-off", "dialling", "hello",
                                  "resuming", "live",     "awaiting-pong",       "suspect"};
constexpr const char *Troubles[] = {
    "none",    "user-asked", "unreachable", "lost",       "not-websocket", "tls",       "credentials",
    "version", "protocol",   "rejected",    "silent",     "no-network",    "hung-up",   "out-of-service",
    "gateway", "too-many",   "server-full", "redirected", "no-tls",        "needs-tls", "other-server"};
constexpr const char *EndKinds[] = {"refused",  "handshake",    "tls",    "close-frame", "lost",
                                    "finished", "stream-ended", "no-tls", "needs-tls",   "hung-up"};
constexpr const char *Events[] = {
    "user-connects", "user-disconnects", "retry-now",       "link-opened",    "link-ended",      "inbound",
    "arriving",      "ponged",           "timer-fired",     "hello-accepted", "hello-refused",   "hello-postponed",
    "hello-again",   "resume-progress",  "resumed",         "answer-overdue", "protocol-broken", "peer-lost",
    "network-up",    "network-down",     "network-changed", "woke",           "tries-limited"};
constexpr const char *Effects[] = {"dial",        "close",        "abort",           "ping",
                                   "start-timer", "cancel-timer", "announce-opened", "announce-lost"};
static_assert(std::size(Phases) == std::size_t(Phase::Suspect) + 1);
static_assert(std::size(Troubles) == std::size_t(Trouble::OtherServer) + 1);
static_assert(std::size(EndKinds) == std::size_t(EndKind::HungUp) + 1);
static_assert(std::size(Events) == std::variant_size_v<Event>);
static_assert(std::size(Effects) == std::variant_size_v<Effect>);

/// An object whose fields are named in the code and hold numbers, flags and the names above.
class Fields {
public:
    Fields &put(const char *name, const char *word)
    {
        m_object.insert(QLatin1String(name), QLatin1String(word));
        return *this;
    }
    Fields &put(const char *name, bool flag)
    {
        m_object.insert(QLatin1String(name), flag);
        return *this;
    }
    template <class Number>
    requires std::integral<Number> Fields &put(const char *name, Number number)
    {
        m_object.insert(QLatin1String(name), qint64(number));
        return *this;
    }
    Fields &put(const char *name, const QJsonValue &value)
    {
        m_object.insert(QLatin1String(name), value);
        return *this;
    }
    const QJsonObject &object() const { return m_object; }

private:
    QJsonObject m_object;
};

QJsonObject toJson(const Event &event)
{
    Fields fields;
    fields.put("what", Events[event.index()]);
    std::visit(
        [&](const auto &one) {
            if constexpr (requires { one.link; })
                fields.put("link", one.link);
            if constexpr (requires { one.timer; })
                fields.put("timer", one.timer);
            if constexpr (requires { one.nonce; })
                fields.put("nonce", one.nonce);
            if constexpr (requires { one.kind; })
                fields.put("kind", EndKinds[int(one.kind)]).put("code", one.code).put("httpStatus", one.httpStatus);
            if constexpr (requires { one.trouble; })
                fields.put("trouble", Troubles[int(one.trouble)]);
            if constexpr (requires { one.retryAfter; })
                fields.put("retryAfter", one.retryAfter);
            if constexpr (requires { one.nearby; })
                fields.put("nearby", one.nearby);
            if constexpr (requires { one.maxTries; })
                fields.put("maxTries", one.maxTries);
        },
        event);
    return fields.object();
}

QJsonObject toJson(const Effect &effect)
{
    Fields fields;
    fields.put("do", Effects[effect.index()]);
    std::visit(
        [&](const auto &one) {
            if constexpr (requires { one.link; })
                fields.put("link", one.link);
            if constexpr (requires { one.timer; })
                fields.put("timer", one.timer);
            if constexpr (requires { one.nonce; })
                fields.put("nonce", one.nonce);
            if constexpr (requires { one.code; })
                fields.put("code", one.code);
            if constexpr (requires { one.delay; })
                fields.put("delay", one.delay);
        },
        effect);
    return fields.object();
}

QJsonObject toJson(const Memory &memory)
{
    return Fields()
        .put("phase", Phases[int(memory.phase)])
        .put("wanted", memory.wanted)
        .put("networkDown", memory.networkDown)
        .put("everConnected", memory.everConnected)
        .put("grantedReadCycle", memory.grantedReadCycle)
        .put("trouble", Troubles[int(memory.trouble)])
        .put("code", memory.code)
        .put("attempt", memory.attempt)
        .put("failures", memory.failures)
        .put("quickNormalCloses", memory.quickNormalCloses)
        .put("lastDialAt", memory.lastDialAt)
        .put("nextDialAt", memory.nextDialAt)
        .put("openedAt", memory.openedAt)
        .put("lastInboundAt", memory.lastInboundAt)
        .put("phaseTimerDue", memory.phaseTimerDue)
        .put("serial", memory.serial)
        .put("link", memory.link)
        .put("phaseTimer", memory.phaseTimer)
        .put("stableTimer", memory.stableTimer)
        .put("overdueAt", memory.overdueAt)
        .put("pingNonce", memory.pingNonce)
        .put("overdueNonce", memory.overdueNonce)
        .put("nearby", memory.nearby)
        .put("maxTries", memory.maxTries)
        .put("tries", memory.tries)
        .put("lived", memory.lived)
        .object();
}

QJsonObject toJson(const Outcome &outcome)
{
    return Fields()
        .put("phase", Phases[int(outcome.phase)])
        .put("trouble", Troubles[int(outcome.trouble)])
        .put("code", outcome.code)
        .put("attempt", outcome.attempt)
        .put("nextDialAt", outcome.nextDialAt)
        .put("link", outcome.link)
        .object();
}

QJsonObject toJson(const Step &step)
{
    QJsonArray draws;
    for (const double draw : step.draws)
        draws.append(draw);
    QJsonArray effects;
    for (const Effect &effect : step.effects)
        effects.append(toJson(effect));
    return Fields()
        .put("event", "step")
        .put("number", step.number)
        .put("at", step.at)
        .put("now", step.now)
        .put("on", toJson(step.event))
        .put("times", step.times)
        .put("draws", draws)
        .put("effects", effects)
        .put("then", toJson(step.after))
        .object();
}

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QString phaseName(Phase phase)
{
    return QLatin1String(Phases[int(phase)]);
}

QString troubleName(Trouble trouble)
{
    return QLatin1String(Troubles[int(trouble)]);
}

QString eventName(const Event &event)
{
    return QLatin1String(Events[event.index()]);
}

QByteArray recordingLines(const Recording &recording)
{
    QByteArray lines = line(Fields()
                                .put("event", "recording")
                                .put("version", RecordingVersion)
                                .put("program", programVersion())
                                .put("qt", qVersion())
                                .put("system", QSysInfo::kernelType())
                                .put("steps", recording.steps.size())
                                .put("from", toJson(recording.from))
                                .object());
    for (const Step &step : recording.steps)
        lines += line(toJson(step));
    return lines;
}

} // namespace banter::connection
