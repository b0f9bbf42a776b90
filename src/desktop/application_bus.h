// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace banter {

/// How the desktop speaks to a program that it knows by its desktop file: the interface org.freedesktop.Application of
/// the Desktop Entry Specification, under the program's name on the session's bus. The bus has a thread to itself,
/// since connecting to it blocks. One that a second start asked for, whose window is then the first one's, is lost
/// where the first has no name on the bus: it runs on a folder that was named, or had no bus when it started. Linux and
/// its like; elsewhere it does nothing. The thread that made it.
class ApplicationBus final : public QObject {
    Q_OBJECT
public:
    /// The desktop file's id, and what the Desktop Entry Specification makes of it for the object's path.
    static QString name() { return QStringLiteral("chat.banter.Banter"); }
    static QString path() { return QStringLiteral("/chat/banter/Banter"); }

    /// `address` of a bus; empty: the session's. Where another process has the name, that one is spoken to.
    explicit ApplicationBus(const QString &address = {}, QObject *parent = nullptr);
    ~ApplicationBus() override; ///< waits for the bus at most 500 ms

Q_SIGNALS:
    /// Show the window. `activation` is the desktop's permission for it (XDG_ACTIVATION_TOKEN), may be empty.
    void activateWanted(const QByteArray &activation);
    /// Show where `uri` leads: of several the first. Not validated.
    void openWanted(const QString &uri, const QByteArray &activation);

private:
    [[maybe_unused]] QThread *m_thread = nullptr;
};

} // namespace banter
