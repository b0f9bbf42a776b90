// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/input_mode.h"

#include <QCoreApplication>
#include <QKeyEvent>

#include <utility>

namespace banter {
namespace {

// Held while one clicks, or by itself.
bool isModifier(int key)
{
    switch (key) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Meta:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
        return true;
    default:
        return false;
    }
}

} // namespace

InputMode::InputMode(QObject *parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool InputMode::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride: // all that is heard of a key that is a shortcut
        set(m_keyboard || !isModifier(static_cast<const QKeyEvent *>(event)->key()));
        break;
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        set(false);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void InputMode::set(bool keyboard)
{
    if (std::exchange(m_keyboard, keyboard) != keyboard) {
        Q_EMIT keyboardChanged();
    }
}

} // namespace banter
