// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/no_network.h"
#include "models/app_model.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>

namespace banter::desktop {

/// The QML engine and the one window. GUI thread.
class Window final : public QObject {
    Q_OBJECT
public:
    explicit Window(AppModel &app);
    ~Window() override;

    /// Loads and shows it; null when the interface is broken (what is wrong is on stderr).
    QQuickWindow *show(std::optional<QSize> size, bool minimized = false);
    QQuickWindow *window() const { return m_window; }
    QQmlEngine &engine() { return m_engine; }

    /// To the front. `activation` is the desktop's permission for it (XDG_ACTIVATION_TOKEN), may be empty.
    void raise(const QByteArray &activation);

Q_SIGNALS:
    /// The first picture is on the screen.
    void firstFrame();

private:
    AppModel &m_app;
    NoNetwork m_noNetwork; // outlives the engine
    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr;
    QMetaObject::Connection m_swapped;
};

} // namespace banter::desktop
