// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace banter {

/// Windows lets only the program that a person has just used bring a window to the front. This lets the program with
/// the process id `process` do so in place of this one, which was just started; 0 for any. Nothing on other systems,
/// where an activation token says the same. Any thread.
void allowForeground(qint64 process);

} // namespace banter
