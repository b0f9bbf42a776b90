// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>

namespace banter {

/// Ms since the last input as X11's screen saver extension has it; nothing without an X11 session (under Wayland it
/// sees X11 programs only), and where the extension or its library is missing. GUI thread, after the application
/// object.
std::optional<qint64> x11Idle();

} // namespace banter
