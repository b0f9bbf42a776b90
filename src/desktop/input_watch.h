// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

#include <QObject>
#include <QPointF>

#include <optional>

namespace banter {

/// Tells that the person did something in this program: a key, a button, the wheel, a touch, or the pointer moving over
/// a window. At most once a second. GUI thread.
class InputWatch final : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 QuietMs = 1000;

    /// Watches everything that goes through `application`.
    InputWatch(const Clock &clock, QObject &application);

Q_SIGNALS:
    void input();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Clock &m_clock;
    MonoMs m_last = -QuietMs;
    std::optional<QPointF> m_pointer; ///< where it was last, on the screen: told again it has not moved
};

} // namespace banter
