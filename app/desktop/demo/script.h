// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "demo/lines.h"

#include "core/random.h"
#include "core/values.h"

#include <optional>

namespace banter::demo {

/// Somebody says something: `pauseMs` after what came before, `typingMs` of it typing.
struct Turn {
    int who = 0;
    int room = 0;
    QString text;
    qint64 pauseMs = 0;
    qint64 typingMs = 0;
};

/// Somebody is not there for a while.
struct Absence {
    enum class Kind { Away, Busy, Gone };
    int who = 0;
    Kind kind = Kind::Away;
    qint64 afterMs = 0; ///< from now
    qint64 forMs = 0;
};

/// Who says what when, who comes and goes. Endless; the same seed gives the same evening. Pure; one thread.
class Script {
public:
    explicit Script(Random &random);

    /// What was said before anybody came in, in the order of writing. About sixty lines.
    std::vector<Turn> history() const;
    /// What is said next. Rooms take turns by chance; the lines of one room keep their order, and a scene that was
    /// played comes again only when all of its room's were.
    Turn next();
    /// What somebody answers to a line of a person from outside, if anybody does (four times out of five).
    std::optional<Turn> answer(int room, const QString &text);
    Absence nextAbsence();

private:
    struct Stage {
        std::vector<int> order; ///< scenes still to be played, the next one last
        int scene = -1;
        std::size_t line = 0;
    };
    const Line &nextLine(int room);
    qint64 typingMs(const QString &text);

    Random &m_random;
    std::vector<Stage> m_stages;
    int m_lastAnswer = -1;
};

} // namespace banter::demo
