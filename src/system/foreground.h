// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// Windows lets only the program that a person has just used bring a window to the front. This lets the program with
/// the process id `process` do so in place of this one, which was just started; 0 for any. Nothing on other systems,
/// where an activation token says the same. Any thread.
void allowForeground(qint64 process);

/// Tells Windows which shortcut of the start menu this program belongs to, by the id that the installer gave that;
/// nothing on other systems, where the file's or the bundle's name says it. Before the first window; any thread.
void nameApplication(const QString &id);

} // namespace banter
