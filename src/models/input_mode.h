// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// Whether the person works with the keyboard now, so that the ring around what has the keys helps: the last thing that
/// they did in a window of this program was a key, and not a button of the mouse or a touch. False before anything is
/// done. GUI thread.
class InputMode : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool keyboard READ keyboard NOTIFY keyboardChanged)
public:
    /// Watches the events of the one QCoreApplication, which must be there.
    explicit InputMode(QObject *parent = nullptr);

    bool keyboard() const { return m_keyboard; }

Q_SIGNALS:
    void keyboardChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void set(bool keyboard);

    bool m_keyboard = false;
};

} // namespace banter
