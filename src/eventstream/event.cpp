// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "eventstream/event.h"

#include "core/utf8.h"

#include <algorithm>

namespace banter::eventstream {
namespace {

std::optional<qint64> readRetry(const QString &value)
{
    const bool digits = std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const qint64 ms = value.toLongLong(&fits);
    return digits && fits ? std::optional(ms) : std::nullopt;
}

void readField(const QString &name, const QString &value, Event &event)
{
    if (name == QLatin1String("data")) {
        event.data += event.hasData ? u'\n' + value : value;
        event.hasData = true;
    } else if (name == QLatin1String("event")) {
        event.type = value;
    } else if (name == QLatin1String("id") && !value.contains(QChar(u'\0'))) {
        event.id = value;
    } else if (name == QLatin1String("retry")) {
        if (const std::optional<qint64> ms = readRetry(value))
            event.retryMs = ms;
    }
}

} // namespace

Result<Event> readEvent(const Frame &piece)
{
    if (piece.binary)
        return Error{ErrorCode::BadFrame, QStringLiteral("an event stream is text"), 0};
    Event event;
    event.cut = piece.cut;
    const QString text = textFromUtf8(piece.data);
    if (text.startsWith(u':')) {
        event.comment = true;
        return event;
    }
    for (const QString &line : text.split(u'\n')) {
        const qsizetype colon = line.indexOf(u':');
        QString value = colon < 0 ? QString() : line.sliced(colon + 1);
        if (value.startsWith(u' '))
            value.remove(0, 1);
        readField(colon < 0 ? line : line.first(colon), value, event);
    }
    if (event.type.isEmpty())
        event.type = QStringLiteral("message");
    return event;
}

} // namespace banter::eventstream
