// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace banter {

/// What is on the bus for ApplicationBus, on the thread that this object lives on. The slots are the interface's
/// methods, and have its names.
class ApplicationObject final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")
public:
    explicit ApplicationObject(QString address) : m_address(std::move(address)) {}
    ~ApplicationObject() override;

    /// Connects to the bus and takes the name there; may hang for as long as the bus lets it.
    void come();

public Q_SLOTS:
    void Activate(const QVariantMap &platformData);
    void Open(const QStringList &uris, const QVariantMap &platformData);
    /// There are no actions in the desktop file: an old one's brings the window.
    void ActivateAction(const QString &name, const QVariantList &parameter, const QVariantMap &platformData);

Q_SIGNALS:
    void activated(const QByteArray &activation);
    void opened(const QString &uri, const QByteArray &activation);

private:
    [[maybe_unused]] QString m_address;
    [[maybe_unused]] QString m_connection;
};

} // namespace banter
