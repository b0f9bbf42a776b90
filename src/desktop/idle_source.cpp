// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/idle_source.h"

#if defined(Q_OS_WIN)
#include <qt_windows.h>
#elif defined(Q_OS_MACOS)
#include <ApplicationServices/ApplicationServices.h>
#else
#include "desktop/idle_desktop.h"
#include "desktop/idle_x11.h"
#endif

namespace banter {

#if defined(Q_OS_WIN)

namespace {

class WindowsIdle final : public IdleSource {
public:
    void ask(Answer then) override
    {
        LASTINPUTINFO last{sizeof(LASTINPUTINFO), 0};
        if (GetLastInputInfo(&last))
            then(qint64(DWORD(GetTickCount() - last.dwTime))); // both begin anew after 49.7 days
        else
            then(std::nullopt);
    }
};

} // namespace

std::unique_ptr<IdleSource> systemIdle()
{
    return std::make_unique<WindowsIdle>();
}

#elif defined(Q_OS_MACOS)

namespace {

class MacIdle final : public IdleSource {
public:
    void ask(Answer then) override
    {
        const CFTimeInterval seconds =
            CGEventSourceSecondsSinceLastEventType(kCGEventSourceStateCombinedSessionState, kCGAnyInputEventType);
        then(seconds >= 0 ? std::optional(qint64(seconds * 1000)) : std::nullopt);
    }
};

} // namespace

std::unique_ptr<IdleSource> systemIdle()
{
    return std::make_unique<MacIdle>();
}

#else

std::unique_ptr<IdleSource> systemIdle()
{
    return std::make_unique<DesktopIdle>(QString(), x11Idle);
}

#endif

} // namespace banter
