// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/time_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace banter {

namespace {

/// The translation context of everything here.
struct TimeText {
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

constexpr qint64 MinuteMs = 60'000;
constexpr qint64 HourMs = 60 * MinuteMs;
constexpr qint64 DayMs = 24 * HourMs;
constexpr qint64 WeekDays = 7;

} // namespace

QString dayText(qint64 day, qint64 today)
{
    if (day == today) {
        return TimeText::tr("Today");
    }
    if (day == today - 1) {
        return TimeText::tr("Yesterday");
    }
    return QLocale().toString(QDate::fromJulianDay(day), QLocale::LongFormat);
}

QString lastSeenText(WallMs lastSeen, WallMs now)
{
    if (lastSeen <= 0) {
        return {};
    }
    const qint64 ago = now - lastSeen;
    if (ago < MinuteMs) {
        return TimeText::tr("last seen just now");
    }
    if (ago < HourMs) {
        return TimeText::tr("last seen %n min ago", nullptr, static_cast<int>(ago / MinuteMs));
    }
    if (ago < DayMs) {
        return TimeText::tr("last seen %n h ago", nullptr, static_cast<int>(ago / HourMs));
    }
    if (ago < WeekDays * DayMs) {
        return TimeText::tr("last seen %n day(s) ago", nullptr, static_cast<int>(ago / DayMs));
    }
    const QDate date = QDateTime::fromMSecsSinceEpoch(lastSeen).date();
    return TimeText::tr("last seen on %1").arg(QLocale().toString(date, QLocale::ShortFormat));
}

QString clockText(WallMs at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).time(), QLocale::ShortFormat);
}

} // namespace banter
