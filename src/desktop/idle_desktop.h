// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/idle_source.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace banter {

class IdleBus;

/// What the desktop says over D-Bus: GNOME's idle monitor, then the screen saver's interface that KDE and others have.
/// Who answered is asked first the next time; where nobody does, or not within PatienceMs, `otherwise` is. Nobody is
/// started for it. The bus has a thread to itself, since connecting to it blocks. Linux and its like only.
class DesktopIdle final : public QObject, public IdleSource {
public:
    /// Of each of the two.
    static constexpr int AnswerMs = 500;
    /// Of the bus, on whose side a call may hang.
    static constexpr int PatienceMs = 1'500;

    /// `address` of a bus; empty: the session's. `otherwise` is called on the thread of this object.
    explicit DesktopIdle(QString address, std::function<std::optional<qint64>()> otherwise);
    ~DesktopIdle() override;

    void ask(Answer then) override;

private:
    struct Mailbox;

    void start();
    void told(std::optional<qint64> idle);
    void answer(std::optional<qint64> idle);

    QString m_address;
    std::function<std::optional<qint64>()> m_otherwise;
    std::shared_ptr<Mailbox> m_mailbox;
    QThread *m_thread = nullptr;
    IdleBus *m_bus = nullptr; ///< on that thread, which deletes it
    QTimer m_patience;
    bool m_isSilent = false; ///< the bus was asked and has not answered in time, nor since
    std::vector<Answer> m_waiting;
};

} // namespace banter
