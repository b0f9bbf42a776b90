// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/app_model.h"

#include <QPointer>
#include <QQuickWindow>

namespace banter::desktop {

/// Saves a picture of the window once there is something to see and it is still: a room's timeline, or the first screen
/// when no sign-in is under way. Gives up after LongestMs. GUI thread.
class Screenshot final : public QObject {
    Q_OBJECT
public:
    /// Nothing changed for so long: it is still.
    static constexpr qint64 StillMs = 400;
    /// In a lively room it never is: then so long after the first rows.
    static constexpr qint64 LivelyMs = 3000;
    static constexpr qint64 LongestMs = 60'000;

    /// `afterMs` more is waited at the end. All that is handed in outlives it.
    Screenshot(QQuickWindow &window, AppModel &app, ModelParts parts, QString file, qint64 afterMs);
    ~Screenshot() override;

Q_SIGNALS:
    /// Empty when the picture was saved, otherwise a sentence on why not.
    void done(const QString &problem);

private:
    void watch();
    void look();
    void take();
    bool ready() const;

    QQuickWindow &m_window;
    AppModel &m_app;
    ModelParts m_parts;
    QString m_file;
    qint64 m_afterMs;
    MonoMs m_begin;
    MonoMs m_firstRows = 0;
    MonoMs m_lastChange;
    QPointer<TimelineModel> m_watched;
    TimerId m_timer = 0;
};

} // namespace banter::desktop
