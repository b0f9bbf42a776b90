// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QQmlEngine>
#include <QStringList>

namespace banter::desktop {

/// Loads every file of the interface, with all that each imports. Gives what is wrong, nothing when all is there: a
/// missing QML module is the most common fault of a package.
QStringList selfTest(QQmlEngine &engine);

} // namespace banter::desktop
