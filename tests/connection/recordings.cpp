// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/connection/recordings.h"

#include "connection/recording_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace banter::testing {
namespace {

using namespace connection;

/// Takes fields out of an object; the first one that is wrong is remembered.
class Fields {
public:
    Fields(QJsonObject object, QString *fault) : m_object(std::move(object)), m_fault(fault) {}

    template <class Number>
    Number number(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (!value.isDouble())
            refuse(name);
        return Number(value.toInteger());
    }
    bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }
    bool flag(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (!value.isBool())
            refuse(name);
        return value.toBool();
    }
    QString word(const char *name) const { return m_object.value(QLatin1String(name)).toString(); }
    Fields object(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (!value.isObject())
            refuse(name);
        return {value.toObject(), m_fault};
    }
    QJsonArray list(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (!value.isArray())
            refuse(name);
        return value.toArray();
    }
    Fields of(const QJsonValue &value) const { return {value.toObject(), m_fault}; }

    /// The value whose name, as `nameOf` says, is in the field.
    template <class Enum>
    Enum named(const char *name, Enum last, QString (*nameOf)(Enum)) const
    {
        for (int i = 0; i <= int(last); ++i) {
            if (word(name) == nameOf(Enum(i)))
                return Enum(i);
        }
        refuse(name);
        return Enum(0);
    }
    Phase phase() const { return named("phase", Phase::Suspect, phaseName); }
    Trouble trouble() const { return named("trouble", Trouble::OtherServer, troubleName); }

    void refuse(const char *name) const
    {
        if (m_fault->isEmpty())
            *m_fault = QStringLiteral("\"%1\" is missing or unknown").arg(QLatin1String(name));
    }

private:
    QJsonObject m_object;
    QString *m_fault;
};

EndKind endKind(const Fields &fields)
{
    static const std::array Kinds{"refused",  "handshake",    "tls",    "close-frame", "lost",
                                  "finished", "stream-ended", "no-tls", "needs-tls",   "hung-up"};
    for (std::size_t i = 0; i < Kinds.size(); ++i) {
        if (fields.word("kind") == QLatin1String(Kinds[i]))
            return EndKind(i);
    }
    fields.refuse("kind");
    return EndKind::Lost;
}

template <class One>
One filled(const Fields &fields)
{
    One one{};
    if constexpr (requires { one.link; })
        one.link = fields.number<std::uint64_t>("link");
    if constexpr (requires { one.timer; })
        one.timer = fields.number<std::uint64_t>("timer");
    if constexpr (requires { one.nonce; })
        one.nonce = fields.number<std::uint64_t>("nonce");
    if constexpr (requires { one.kind; })
        one.kind = endKind(fields);
    if constexpr (requires { one.code; })
        one.code = fields.number<int>("code");
    if constexpr (requires { one.httpStatus; })
        one.httpStatus = fields.number<int>("httpStatus");
    if constexpr (requires { one.trouble; })
        one.trouble = fields.trouble();
    if constexpr (requires { one.maxTries; }) // younger than the recordings that are kept
        one.maxTries = fields.has("maxTries") ? fields.number<int>("maxTries") : 0;
    if constexpr (requires { one.retryAfter; }) {
        // An end of a link has it since later only.
        constexpr bool Optional = requires
        {
            one.kind;
        };
        one.retryAfter = Optional && !fields.has("retryAfter") ? 0 : fields.number<Ms>("retryAfter");
    }
    if constexpr (requires { one.nearby; })
        one.nearby = fields.has("nearby") && fields.flag("nearby");
    if constexpr (requires { one.delay; })
        one.delay = fields.number<Ms>("delay");
    return one;
}

template <std::size_t... Index>
Event eventAt(std::size_t index, const Fields &fields, std::index_sequence<Index...>)
{
    Event event;
    ((Index == index ? void(event = filled<std::variant_alternative_t<Index, Event>>(fields)) : void()), ...);
    return event;
}

template <std::size_t... Index>
std::size_t indexOfEvent(const QString &name, std::index_sequence<Index...>)
{
    std::size_t found = sizeof...(Index);
    ((eventName(Event(std::in_place_index<Index>)) == name ? void(found = Index) : void()), ...);
    return found;
}

Event readEvent(const Fields &fields)
{
    constexpr auto All = std::make_index_sequence<std::variant_size_v<Event>>();
    const std::size_t index = indexOfEvent(fields.word("what"), All);
    if (index == All.size())
        fields.refuse("what");
    return eventAt(index, fields, All);
}

template <std::size_t... Index>
Effect effectAt(std::size_t index, const Fields &fields, std::index_sequence<Index...>)
{
    Effect effect;
    ((Index == index ? void(effect = filled<std::variant_alternative_t<Index, Effect>>(fields)) : void()), ...);
    return effect;
}

Effect readEffect(const Fields &fields)
{
    static const std::array Names{"dial",        "close",        "abort",           "ping",
                                  "start-timer", "cancel-timer", "announce-opened", "announce-lost"};
    std::size_t index = 0;
    while (index < Names.size() && fields.word("do") != QLatin1String(Names[index]))
        ++index;
    if (index == Names.size())
        fields.refuse("do");
    return effectAt(index, fields, std::make_index_sequence<std::variant_size_v<Effect>>());
}

Memory readMemory(const Fields &fields)
{
    return {fields.phase(),
            fields.flag("wanted"),
            fields.flag("networkDown"),
            fields.flag("everConnected"),
            fields.flag("grantedReadCycle"),
            fields.trouble(),
            fields.number<int>("code"),
            fields.number<int>("attempt"),
            fields.number<int>("failures"),
            fields.number<int>("quickNormalCloses"),
            fields.number<Ms>("lastDialAt"),
            fields.number<Ms>("nextDialAt"),
            fields.number<Ms>("openedAt"),
            fields.number<Ms>("lastInboundAt"),
            fields.number<Ms>("phaseTimerDue"),
            fields.number<std::uint64_t>("serial"),
            fields.number<std::uint64_t>("link"),
            fields.number<std::uint64_t>("phaseTimer"),
            fields.number<std::uint64_t>("stableTimer"),
            fields.number<Ms>("overdueAt"),
            fields.number<std::uint64_t>("pingNonce"),
            fields.number<std::uint64_t>("overdueNonce"),
            fields.has("nearby") && fields.flag("nearby"),
            fields.has("maxTries") ? fields.number<int>("maxTries") : 0,
            fields.has("tries") ? fields.number<int>("tries") : 0,
            fields.has("lived") && fields.flag("lived")};
}

Outcome readOutcome(const Fields &fields)
{
    return {fields.phase(),
            fields.trouble(),
            fields.number<int>("code"),
            fields.number<int>("attempt"),
            fields.number<Ms>("nextDialAt"),
            fields.number<std::uint64_t>("link")};
}

Step readStep(const Fields &fields)
{
    Step step;
    step.number = fields.number<std::uint64_t>("number");
    step.at = fields.number<WallMs>("at");
    step.now = fields.number<Ms>("now");
    step.event = readEvent(fields.object("on"));
    step.times = fields.number<std::int64_t>("times");
    for (const QJsonValue &draw : fields.list("draws"))
        step.draws.push_back(draw.toDouble());
    for (const QJsonValue &effect : fields.list("effects"))
        step.effects.push_back(readEffect(fields.of(effect)));
    step.after = readOutcome(fields.object("then"));
    return step;
}

} // namespace

Result<Recording> readRecording(const QByteArray &lines)
{
    Recording recording;
    int number = 0;
    int announced = -1;
    for (const QByteArray &line : lines.split('\n')) {
        ++number;
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return Error{ErrorCode::BadFrame, QStringLiteral("Line %1 is no JSON object.").arg(number)};
        QString fault;
        const Fields fields(document.object(), &fault);
        if (fields.word("event") == QLatin1String("recording")) {
            if (fields.number<int>("version") != RecordingVersion)
                fields.refuse("version");
            announced = fields.number<int>("steps");
            recording = {readMemory(fields.object("from")), {}};
        } else if (fields.word("event") == QLatin1String("step")) {
            recording.steps.push_back(readStep(fields));
        }
        if (!fault.isEmpty())
            return Error{ErrorCode::BadRequest, QStringLiteral("Line %1: %2.").arg(number).arg(fault)};
    }
    if (announced < 0 || std::size_t(announced) != recording.steps.size())
        return Error{ErrorCode::BadFrame, QStringLiteral("It does not hold as many steps as it says.")};
    return recording;
}

QString firstDifference(const Recording &recording)
{
    Machine machine(recording.from);
    for (const Step &step : recording.steps) {
        const bool same = repeat(machine, step) == step.effects && outcomeOf(machine) == step.after;
        if (!same)
            return QStringLiteral("Step %1 (%2) is decided otherwise: now %3, then %4.")
                .arg(step.number)
                .arg(eventName(step.event), phaseName(machine.phase()), phaseName(step.after.phase));
    }
    return {};
}

} // namespace banter::testing
