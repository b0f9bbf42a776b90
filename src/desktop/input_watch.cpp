// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/input_watch.h"

#include <QMouseEvent>

#include <utility>

namespace banter {

InputWatch::InputWatch(const Clock &clock, QObject &application) : m_clock(clock)
{
    application.installEventFilter(this);
}

bool InputWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QPointF at = static_cast<QMouseEvent *>(event)->globalPosition();
        if (std::exchange(m_pointer, at) == at)
            break;
        [[fallthrough]];
    }
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress: {
        const MonoMs now = m_clock.monotonicMs();
        if (now - m_last >= QuietMs) {
            m_last = now;
            Q_EMIT input();
        }
        break;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace banter
