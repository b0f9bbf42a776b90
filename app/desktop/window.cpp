// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "window.h"

#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(BanterPlugin)
Q_IMPORT_QML_PLUGIN(Banter_ModelsPlugin)

namespace banter::desktop {

Window::Window(AppModel &app) : m_app(app)
{
    m_engine.setNetworkAccessManagerFactory(&m_noNetwork);
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
}

Window::~Window() = default;

QQuickWindow *Window::show(std::optional<QSize> size, bool minimized)
{
    QVariantMap properties{{QStringLiteral("app"), QVariant::fromValue(&m_app)}};
    if (size) {
        properties.insert(QStringLiteral("width"), size->width());
        properties.insert(QStringLiteral("height"), size->height());
    }
    if (minimized) {
        properties.insert(QStringLiteral("visibility"), QWindow::Minimized);
    }
    m_engine.setInitialProperties(properties);
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Banter/Main.qml")));
    m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
    if (m_window) {
        // From the render thread, where there is one: queued to ours, and only once.
        m_swapped = connect(
            m_window, &QQuickWindow::frameSwapped, this,
            [this] {
                if (disconnect(m_swapped)) {
                    Q_EMIT firstFrame();
                }
            },
            Qt::QueuedConnection);
    }
    return m_window;
}

void Window::raise(const QByteArray &activation)
{
    if (!m_window) {
        return;
    }
    if (!activation.isEmpty()) {
        qputenv("XDG_ACTIVATION_TOKEN", activation); // where Qt's Wayland plugin looks for it
    }
    if (m_window->visibility() == QWindow::Minimized) {
        m_window->showNormal();
    }
    m_window->show();
    m_window->raise();
    m_window->requestActivate();
}

} // namespace banter::desktop
