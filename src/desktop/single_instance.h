// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "store/folder_lock.h"

#include <QLocalServer>
#include <QObject>

#include <memory>

namespace banter {

/// One program per data folder. The first holds a FolderLock there and listens on a local socket; another one asks the
/// first to show its window, and ends. The thread that made it.
class SingleInstance final : public QObject {
    Q_OBJECT
public:
    enum class Outcome {
        First,  ///< this process holds the folder now
        Raised, ///< another one does, and has been asked to show its window
    };

    /// A second process waits this long (ms) for the first one's answer: it is on the same machine.
    static constexpr int AnswerMs = 2000;

    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override; ///< gives the folder free

    /// Takes the folder or asks its holder. InUse with a sentence that names the holder when it does not answer,
    /// StorageFull when the lock cannot be written. Waits up to AnswerMs, and only when it is not the first, or for as
    /// long as FolderLock::take() does where the first was killed.
    /// `activation` is what the desktop gave for showing a window (XDG_ACTIVATION_TOKEN), `link` what it is to show
    /// there; both may be empty.
    Result<Outcome> claim(const QByteArray &activation = {}, const QString &link = {});

    /// Where the first one listens.
    QString socketName() const { return m_socketName; }

Q_SIGNALS:
    /// Another process was started on the same folder: show the window, and in it where `link` leads if there is one.
    /// Both come from that process, and the link is not validated.
    void raiseWanted(const QByteArray &activation, const QString &link);

private:
    void listen();
    void answer();
    Result<Outcome> askHolder(const QByteArray &activation, const QString &link);
    QString holder() const;

    QString m_folder;
    QString m_socketName;
    FolderLock m_lock;
    QLocalServer m_server;
};

} // namespace banter
