// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/idle_x11.h"

#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)

#include <QGuiApplication>
#include <QLibrary>
#include <QtGui/qguiapplication_platform.h>

namespace banter {
namespace {

// As in X11/extensions/scrnsaver.h, version 1.1, which has not changed since 1989. The libraries are loaded when they
// are there: they are needed for this alone.
struct ScreenSaverInfo {
    unsigned long window;
    int state;
    int kind;
    unsigned long sinceOrUntil;
    unsigned long idle; // ms
    unsigned long eventMask;
};

struct X11 {
    QLibrary x11{QStringLiteral("X11"), 6};
    QLibrary screenSaver{QStringLiteral("Xss"), 1};

    template <class Function>
    static Function *find(QLibrary &library, const char *name)
    {
        return reinterpret_cast<Function *>(library.resolve(name));
    }
};

bool isX11Session()
{
    return QGuiApplication::platformName() == QLatin1String("xcb") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
           qgetenv("XDG_SESSION_TYPE") != "wayland";
}

} // namespace

std::optional<qint64> x11Idle()
{
    if (!isX11Session())
        return std::nullopt;
#if QT_CONFIG(xcb)
    const auto *application = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    void *display = application ? static_cast<void *>(application->display()) : nullptr;
#else
    void *display = nullptr;
#endif
    static X11 libraries;
    const auto extension = X11::find<int(void *, int *, int *)>(libraries.screenSaver, "XScreenSaverQueryExtension");
    const auto query =
        X11::find<int(void *, unsigned long, ScreenSaverInfo *)>(libraries.screenSaver, "XScreenSaverQueryInfo");
    const auto rootWindow = X11::find<unsigned long(void *)>(libraries.x11, "XDefaultRootWindow");
    int event = 0;
    int error = 0;
    if (!display || !extension || !query || !rootWindow || !extension(display, &event, &error))
        return std::nullopt;
    ScreenSaverInfo info{};
    if (!query(display, rootWindow(display), &info))
        return std::nullopt;
    return qint64(info.idle);
}

} // namespace banter

#endif
