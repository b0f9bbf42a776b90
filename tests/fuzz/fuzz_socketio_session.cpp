// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
//
// A script, one step a line; the first character says what: t text frame, b binary frame, c call with an answer wanted,
// e call without, a answer the last question, j join, l leave, k time passes, o a new link.
#include "dialects/socketio/packet.h"
#include "dialects/socketio/socketio_wire.h"
#include "tests/fuzz/fuzz.h"

#include <set>

using namespace banter;

namespace {

class Run {
public:
    Run() { m_opening.spaces = {wire::Join{}}; }

    void line(const QByteArray &line)
    {
        const QByteArray rest = line.mid(1);
        switch (line.isEmpty() ? 0 : line.front()) {
        case 't':
            hear({false, rest});
            break;
        case 'b':
            hear({true, rest});
            break;
        case 'c':
        case 'e':
            call(rest, line.front() == 'c');
            break;
        case 'a':
            look(m_wire->send({wire::Answer{m_question, {QJsonArray{QString::fromUtf8(rest)}, {}}}}, m_now));
            break;
        case 'j':
            look(m_wire->send({wire::Join{QString::fromUtf8(rest), {}}}, m_now));
            break;
        case 'l':
            look(m_wire->send({wire::Leave{QString::fromUtf8(rest)}}, m_now));
            break;
        case 'k':
            m_now += 97 * rest.size();
            look(m_wire->tick(m_now));
            FUZZ_CHECK(!m_wire->nextTick() || *m_wire->nextTick() > m_now - 1);
            break;
        case 'o':
            m_ended = false;
            look(m_wire->opened(m_opening, m_now));
            FUZZ_CHECK(m_waiting.empty()); // nothing outlives its link
            break;
        default:
            break;
        }
    }

    // Whoever waits for an answer gets a verdict, once.
    void finish()
    {
        m_ended = false;
        look(m_wire->opened(m_opening, m_now));
        FUZZ_CHECK(m_waiting.empty());
    }

private:
    void hear(const Frame &frame)
    {
        const wire::Step step = m_wire->received(frame, m_now);
        FUZZ_CHECK(!m_ended || (step.events.empty() && step.frames.empty()));
        FUZZ_CHECK(std::size_t(step.events.size()) <= 10'010 + m_waiting.size());
        look(step);
    }

    void call(const QByteArray &name, bool wantsAnswer)
    {
        wire::Call call;
        call.id = ++m_lastCall;
        call.name = QString::fromUtf8(name);
        call.args.json = {QString::fromUtf8(name)};
        call.wantsAnswer = wantsAnswer;
        m_waiting.insert(call.id);
        look(m_wire->send({call}, m_now));
        if (!wantsAnswer)
            m_waiting.erase(call.id);
    }

    void look(const wire::Step &step)
    {
        FUZZ_CHECK(!(step.hangUp && step.lost));
        for (const wire::Event &event : step.events) {
            if (const auto *arrived = std::get_if<wire::Arrived>(&event)) {
                FUZZ_CHECK(socketio::placeholdersFit(arrived->args.json(), int(arrived->args.bytes.size())));
                FUZZ_CHECK(!socketio::isReservedName(arrived->name));
                m_question = arrived->answer.value_or(m_question);
            } else if (const auto *answered = std::get_if<wire::Answered>(&event)) {
                FUZZ_CHECK(m_waiting.erase(answered->call) == 1);
            } else if (const auto *failed = std::get_if<wire::Failed>(&event)) {
                FUZZ_CHECK(m_waiting.erase(failed->call) == 1);
            }
        }
        m_ended = m_ended || step.hangUp || step.lost;
    }

    std::unique_ptr<wire::Wire> m_wire = makeSocketIoWire();
    wire::Opening m_opening;
    MonoMs m_now = 1'000;
    bool m_ended = true;
    wire::CallId m_lastCall = 0;
    wire::AnswerId m_question = 0;
    std::set<wire::CallId> m_waiting;
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Run run;
    for (const QByteArray &line : testing::fuzzBytes(data, size).split('\n'))
        run.line(line);
    run.finish();
    return 0;
}
