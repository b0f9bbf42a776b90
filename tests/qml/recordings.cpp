// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/recorder.h"
#include "tests/qml/world.h"

namespace banter::testing {

namespace {

using namespace connection;

/// A machine that steps at given moments, recorded.
class Morning {
public:
    explicit Morning(WallMs now) : m_begin(now - Length) {}

    void step(const Event &event, Ms after)
    {
        m_now += after;
        Step step;
        step.at = m_begin + m_now;
        step.now = m_now;
        step.event = event;
        step.effects = machine.step(event, m_now, [&] { return step.draws.emplace_back(0.4); });
        m_recorder.note(machine, std::move(step));
    }
    void comeBack()
    {
        step(event::TimerFired{machine.phaseTimer()}, machine.nextDialAt() - m_now);
        step(event::LinkOpened{machine.link()}, 31);
        step(event::HelloAccepted{}, 18);
        step(event::Resumed{}, 44);
    }
    Recording recording() const { return m_recorder.recording(); }

    Machine machine;

private:
    static constexpr Ms Length = 60'000;
    WallMs m_begin;
    Ms m_now = 2'000;
    Recorder m_recorder;
};

} // namespace

ConnectionRecordingPtr badMorning(WallMs now)
{
    Morning morning(now);
    const Machine &machine = morning.machine;
    morning.step(event::UserConnects{}, 0);
    morning.step(event::LinkOpened{machine.link()}, 24);
    morning.step(event::HelloAccepted{}, 12);
    morning.step(event::Resumed{}, 40);
    for (int frame = 0; frame < 1'204; ++frame) {
        morning.step(event::Inbound{machine.link()}, 2);
    }
    morning.step(event::Woke{}, 2'100);
    morning.step(event::Ponged{machine.link(), 9}, 48);
    morning.step(event::LinkEnded{machine.link(), EndKind::CloseFrame, 1001, 0}, 4'000);
    morning.comeBack();
    morning.step(event::LinkEnded{machine.link(), EndKind::Lost, 1006, 0}, 3'000);
    morning.step(event::TimerFired{machine.phaseTimer()}, 1'000);
    morning.step(event::LinkEnded{machine.link(), EndKind::Refused, 1006, 0}, 5);
    morning.step(event::NetworkDown{}, 300);
    morning.step(event::NetworkUp{}, 7'000);
    morning.comeBack();
    return std::make_shared<const ConnectionRecording>(ConnectionRecording{morning.recording()});
}

} // namespace banter::testing
