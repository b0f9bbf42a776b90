// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "screenshot.h"

namespace banter::desktop {

namespace {

constexpr qint64 LookMs = 50;

} // namespace

Screenshot::Screenshot(QQuickWindow &window, AppModel &app, ModelParts parts, QString file, qint64 afterMs)
    : m_window(window), m_app(app), m_parts(parts), m_file(std::move(file)), m_afterMs(afterMs),
      m_begin(parts.clock.monotonicMs()), m_lastChange(m_begin)
{
    connect(m_app.accounts(), &AccountsModel::currentChanged, this,
            [this] { m_lastChange = m_parts.clock.monotonicMs(); });
    m_timer = m_parts.scheduler.after(LookMs, [this] { look(); });
}

Screenshot::~Screenshot()
{
    m_parts.scheduler.cancel(m_timer);
}

void Screenshot::watch()
{
    TimelineModel *timeline = m_app.session() ? m_app.session()->current()->timeline() : nullptr;
    if (!timeline || timeline == m_watched) {
        return;
    }
    m_watched = timeline;
    const auto changed = [this] { m_lastChange = m_parts.clock.monotonicMs(); };
    connect(timeline, &QAbstractItemModel::rowsInserted, this, changed);
    connect(timeline, &QAbstractItemModel::dataChanged, this, changed);
    changed();
}

bool Screenshot::ready() const
{
    const SessionModel *session = m_app.session();
    const MonoMs now = m_parts.clock.monotonicMs();
    const bool still = now - m_lastChange >= StillMs;
    if (!session) {
        return still && !m_app.opening() && !m_app.start()->busy();
    }
    return m_watched && m_firstRows > 0 && (still || now - m_firstRows >= LivelyMs);
}

void Screenshot::look()
{
    watch();
    const MonoMs now = m_parts.clock.monotonicMs();
    if (m_firstRows == 0 && m_watched && (m_watched->count() > 0 || m_watched->reachesStart())) {
        m_firstRows = now;
    }
    if (ready()) {
        m_timer = m_parts.scheduler.after(m_afterMs, [this] { take(); });
    } else if (now - m_begin >= LongestMs) {
        Q_EMIT done(QStringLiteral("nothing was shown that a picture could be taken of."));
    } else {
        m_timer = m_parts.scheduler.after(LookMs, [this] { look(); });
    }
}

void Screenshot::take()
{
    m_timer = 0;
    const QImage picture = m_window.grabWindow();
    if (picture.isNull()) {
        Q_EMIT done(QStringLiteral("the window could not be read."));
    } else if (!picture.save(m_file)) {
        Q_EMIT done(QStringLiteral("the picture could not be saved as %1.").arg(m_file));
    } else {
        Q_EMIT done({});
    }
}

} // namespace banter::desktop
