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

// The locale's short time without its seconds, which some locales (that of LANG=C is one) have in it.
QString minutesFormat(const QLocale &locale)
{
    QString format;
    bool quoted = false;
    for (const QChar c : locale.timeFormat(QLocale::ShortFormat)) {
        quoted = quoted != (c == u'\'');
        if (quoted || c != u's') {
            format += c;
            continue;
        }
        while (!format.isEmpty() && (format.back() == u':' || format.back() == u'.'))
            format.chop(1);
    }
    return format;
}

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
    const QLocale locale;
    return locale.toString(QDateTime::fromMSecsSinceEpoch(at).time(), minutesFormat(locale));
}

QString momentText(WallMs at)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at).date();
    return TimeText::tr("%1 %2", "a date, the time of day")
        .arg(QLocale().toString(day, QLocale::ShortFormat), clockText(at));
}

} // namespace banter
