// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <functional>
#include <memory>
#include <optional>

namespace banter {

/// How long nobody has used this computer, in whichever program. The platform behind one interface. GUI thread.
class IdleSource {
public:
    /// Ms since the last key, button or movement; nothing where the system does not say.
    using Answer = std::function<void(std::optional<qint64>)>;

    virtual ~IdleSource() = default;
    /// Calls `then` once, at once or later from the event loop; never after this object is gone.
    virtual void ask(Answer then) = 0;
};

/// The system's: on Linux the desktop over D-Bus, and X11 where the session is one; elsewhere what Windows and macOS
/// tell. Asks nobody before ask().
std::unique_ptr<IdleSource> systemIdle();

} // namespace banter
