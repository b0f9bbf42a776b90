// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/link_events.h"

#include <QFileOpenEvent>
#include <QUrl>

#include <utility>

namespace banter {

LinkEvents::LinkEvents(QObject &application)
{
    application.installEventFilter(this);
}

void LinkEvents::listen()
{
    m_listening = true;
    if (!m_waiting.isEmpty())
        Q_EMIT wanted(std::exchange(m_waiting, {}));
}

bool LinkEvents::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::FileOpen)
        return QObject::eventFilter(watched, event);
    const QString link = static_cast<QFileOpenEvent *>(event)->url().toString(QUrl::FullyEncoded);
    if (link.isEmpty() || link.size() > MaxLinkChars)
        return true;
    if (m_listening)
        Q_EMIT wanted(link);
    else
        m_waiting = link;
    return true;
}

} // namespace banter
