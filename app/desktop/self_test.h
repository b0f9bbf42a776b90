// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QQmlEngine>
#include <QStringList>

namespace banter::desktop {

/// Loads every file of the interface, with all that each imports, the QML modules that Qt itself looks for while it
/// runs, and every icon. Gives a sentence for each that is wrong, nothing when all is there: a missing QML module or
/// image plugin is the most common fault of a package. GUI thread.
QStringList selfTest(QQmlEngine &engine);

} // namespace banter::desktop
