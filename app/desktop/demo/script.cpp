// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "demo/script.h"

#include <algorithm>

namespace banter::demo {

namespace {

// What people do, roughly: a thought every few seconds in a lively room, typed at about five characters a second but
// shown for at most a few, and away from the desk every minute or so (three people share that).
constexpr double PauseMinMs = 1500;
constexpr double PauseMaxMs = 6500;
constexpr double TypingMsPerChar = 45;
constexpr qint64 TypingMinMs = 900;
constexpr qint64 TypingMaxMs = 4500;
constexpr double AnswerMinMs = 700;
constexpr double AnswerMaxMs = 2200;

} // namespace

Script::Script(Random &random) : m_random(random), m_stages(static_cast<std::size_t>(roomNames().size())) {}

std::vector<Turn> Script::history() const
{
    std::vector<Turn> turns;
    for (int room = static_cast<int>(roomNames().size()) - 1; room >= 0; --room) {
        for (const Line &line : scenesOf(room).front()) {
            turns.push_back({line.who, room, line.text, 0, 0});
        }
    }
    return turns;
}

Turn Script::next()
{
    // Half of it in the room that is shown first.
    const auto rooms = static_cast<quint64>(roomNames().size());
    const int room = m_random.below(2) == 0 ? 0 : static_cast<int>(m_random.below(rooms));
    const Line &line = nextLine(room);
    return {line.who, room, line.text, static_cast<qint64>(m_random.uniform(PauseMinMs, PauseMaxMs)),
            typingMs(line.text)};
}

std::optional<Turn> Script::answer(int room, const QString &text)
{
    if (m_random.below(5) == 0) {
        return std::nullopt;
    }
    const QStringList answers = answersTo(text);
    int pick = static_cast<int>(m_random.below(static_cast<quint64>(answers.size())));
    if (pick == m_lastAnswer) {
        pick = static_cast<int>((pick + 1) % answers.size()); // nobody wants to hear the same twice
    }
    m_lastAnswer = pick;
    const int who = static_cast<int>(m_random.below(static_cast<quint64>(memberNames().size())));
    return Turn{who, room, answers.at(pick), static_cast<qint64>(m_random.uniform(AnswerMinMs, AnswerMaxMs)),
                typingMs(answers.at(pick))};
}

Absence Script::nextAbsence()
{
    Absence absence;
    absence.who = static_cast<int>(m_random.below(static_cast<quint64>(memberNames().size())));
    absence.kind = static_cast<Absence::Kind>(m_random.below(3));
    absence.afterMs = static_cast<qint64>(m_random.uniform(12'000, 40'000));
    // Who is gone shows as offline only after the server's grace of 10 s.
    absence.forMs = static_cast<qint64>(absence.kind == Absence::Kind::Gone ? m_random.uniform(15'000, 30'000)
                                                                            : m_random.uniform(8'000, 25'000));
    return absence;
}

const Line &Script::nextLine(int room)
{
    Stage &stage = m_stages[static_cast<std::size_t>(room)];
    const std::vector<Scene> &scenes = scenesOf(room);
    if (stage.scene < 0 || stage.line >= scenes[static_cast<std::size_t>(stage.scene)].size()) {
        if (stage.order.empty()) {
            // The first is history.
            for (int scene = 1; scene < static_cast<int>(scenes.size()); ++scene) {
                stage.order.push_back(scene);
            }
            for (std::size_t at = stage.order.size(); at > 1; --at) {
                std::swap(stage.order[at - 1], stage.order[m_random.below(at)]);
            }
            if (stage.order.size() > 1 && stage.order.back() == stage.scene) {
                std::swap(stage.order.front(), stage.order.back());
            }
        }
        stage.scene = stage.order.back();
        stage.order.pop_back();
        stage.line = 0;
    }
    return scenes[static_cast<std::size_t>(stage.scene)][stage.line++];
}

qint64 Script::typingMs(const QString &text)
{
    const double wanted = static_cast<double>(text.size()) * TypingMsPerChar * m_random.uniform(0.7, 1.3);
    return std::clamp(static_cast<qint64>(wanted), TypingMinMs, TypingMaxMs);
}

} // namespace banter::demo
