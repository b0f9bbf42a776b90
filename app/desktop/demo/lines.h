// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <vector>

namespace banter::demo {

/// The three who live in the demo. Indexes into this name them everywhere.
const QStringList &memberNames();
/// The rooms they talk in; the first is the one to show. Every server has the lobby.
const QStringList &roomNames();

struct Line {
    int who = 0; ///< index into memberNames()
    QString text;
};

/// A stretch of talk that makes sense by itself.
using Scene = std::vector<Line>;

/// The scenes of a room, by index into roomNames(). The first is what was said before anybody came in.
const std::vector<Scene> &scenesOf(int room);

/// Answers to somebody who said `text`, each a line that fits; never empty.
QStringList answersTo(const QString &text);

} // namespace banter::demo
