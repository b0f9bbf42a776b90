// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/presence_choice.h"

#include "core/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace banter {
namespace {

constexpr qsizetype MaxKeptChars = 120;
constexpr qsizetype MaxWordIdChars = 64;

QJsonObject wordJson(const PresenceWord &word, WallMs said, bool taken)
{
    return {{QStringLiteral("id"), word.id},
            {QStringLiteral("at"), word.at},
            {QStringLiteral("said"), said},
            {QStringLiteral("after"), QJsonArray::fromStringList(word.after)},
            {QStringLiteral("taken"), taken}};
}

/// The newest are at the end. The first is the one that held, which the server has unless one of the last arrived.
void noteAfter(QStringList &after, const QString &id)
{
    if (id.isEmpty() || after.contains(id))
        return;
    after.append(id);
    while (after.size() > PresenceWord::MaxAfter)
        after.removeAt(1);
}

} // namespace

template <class Value>
void PresenceChoice::Part<Value>::say(const Value &said, const QString &id, Now now)
{
    // Whatever the clocks make of it, the server can tell that it is later than these.
    QStringList after = taken ? QStringList() : word.after;
    noteAfter(after, word.id);
    noteAfter(after, heardWord.id);
    value = said;
    word = {id, 0, 0, after};
    saidAt = now.mono;
    saidWall = now.wall;
    taken = false;
    known = true;
}

template <class Value>
void PresenceChoice::Part<Value>::hear(const Value &said, const PresenceWord &by)
{
    heard = said;
    heardWord = by;
    if (by.id == word.id)
        taken = true;
    if (!taken)
        return;
    value = heard;
    word = {by.id, by.at, 0};
    known = true;
}

template <class Value>
void PresenceChoice::Part<Value>::settle(const PresenceWord &told)
{
    if (taken || told.id.isEmpty() || told.id != word.id)
        return;
    taken = true;
    if (heardWord.id.isEmpty() && heardWord.at == 0)
        return; // the server says nothing of its own
    value = heard;
    word = {heardWord.id, heardWord.at, 0};
}

template <class Value>
PresenceWord PresenceChoice::Part<Value>::toTell(MonoMs opened) const
{
    if (word.at > 0)
        return {word.id, word.at, 0};
    return {word.id, 0, saidAt - opened, word.after};
}

void PresenceChoice::restore(const QString &json, Now now)
{
    const QJsonObject all = QJsonDocument::fromJson(json.toUtf8()).object();
    const auto read = [&now](const QJsonObject &object, auto &part) {
        part.word = {object.value(QLatin1String("id")).toString().left(MaxWordIdChars),
                     std::max<qint64>(0, object.value(QLatin1String("at")).toInteger()), 0};
        const QJsonArray after = object.value(QLatin1String("after")).toArray();
        for (const QJsonValue &id : after)
            noteAfter(part.word.after, id.toString().left(MaxWordIdChars));
        part.saidWall = object.value(QLatin1String("said")).toInteger();
        // The calendar is all that reaches from one run to the next. It may have been set meanwhile, so what is known
        // to be earlier is kept, too.
        part.saidAt = now.mono - std::max<qint64>(0, now.wall - part.saidWall);
        part.taken = object.value(QLatin1String("taken")).toBool(true);
        part.known = true;
    };
    const QJsonObject status = all.value(QLatin1String("status")).toObject();
    const int chosen = status.value(QLatin1String("value")).toInt();
    if (chosen > int(PresenceStatus::Unknown) && chosen <= int(PresenceStatus::Offline)) {
        m_status.value = PresenceStatus(chosen);
        read(status, m_status);
    }
    const QJsonObject text = all.value(QLatin1String("text")).toObject();
    const QString words = text.value(QLatin1String("value")).toString();
    if (!text.isEmpty() && checkStatusText(words, MaxKeptChars).ok()) {
        m_text.value = words;
        read(text, m_text);
    }
}

QString PresenceChoice::kept() const
{
    QJsonObject all;
    if (m_status.known) {
        QJsonObject status = wordJson(m_status.word, m_status.saidWall, m_status.taken);
        status.insert(QStringLiteral("value"), int(m_status.value));
        all.insert(QStringLiteral("status"), status);
    }
    if (m_text.known) {
        QJsonObject text = wordJson(m_text.word, m_text.saidWall, m_text.taken);
        text.insert(QStringLiteral("value"), m_text.value);
        all.insert(QStringLiteral("text"), text);
    }
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void PresenceChoice::sayStatus(PresenceStatus status, const QString &id, Now now)
{
    m_status.say(status, id, now);
}

void PresenceChoice::sayText(const QString &text, const QString &id, Now now)
{
    m_text.say(text, id, now);
}

ask::SetPresence PresenceChoice::all() const
{
    ask::SetPresence words;
    words.status = m_away && m_status.value == PresenceStatus::Online ? PresenceStatus::Away : m_status.value;
    words.text = m_text.value;
    words.away = m_away;
    return words;
}

// What is said as the time since the link opened needs the moment that the server has for that. It knows its own, which
// can be earlier by as much as the link took to open, and not by more than this frame says.
void PresenceChoice::date(ask::SetPresence &words, Now now) const
{
    const auto isDated = [](const PresenceWord &word) { return !word.id.isEmpty() && word.at == 0; };
    if (!isDated(words.statusWord) && !isDated(words.textWord))
        return;
    words.told = std::max<qint64>(0, now.mono - m_opening.opened);
    words.opening = std::max<qint64>(0, m_opening.opened - m_opening.dialled);
}

ask::SetPresence PresenceChoice::onArrival(Opening opening, Now now)
{
    m_opening = opening;
    m_told.reset();
    m_status.heardWord = m_text.heardWord = {};
    ask::SetPresence words = all();
    if (!m_status.word.id.isEmpty()) {
        words.status = m_status.value;
        words.statusWord = m_status.toTell(opening.opened);
    }
    if (!m_text.word.id.isEmpty())
        words.textWord = m_text.toTell(opening.opened);
    date(words, now);
    m_arrival = words;
    return words;
}

void PresenceChoice::welcomed(bool hasText, const std::optional<OwnPresence> &own)
{
    m_hasText = hasText;
    m_inParts = own.has_value();
    if (!own)
        return;
    heard(*own);
    taken(m_arrival);
}

void PresenceChoice::heard(const OwnPresence &own)
{
    m_status.hear(own.status == PresenceStatus::Unknown ? PresenceStatus::Online : own.status, own.statusWord);
    m_text.hear(own.text, own.textWord);
}

void PresenceChoice::seen(const QString &text)
{
    if (m_inParts || !m_text.taken)
        return;
    m_text.value = text;
    m_text.known = true;
    if (m_told)
        m_told->text = text;
}

std::optional<ask::SetPresence> PresenceChoice::untold(Now now) const
{
    ask::SetPresence words = all();
    if (m_inParts) {
        words.status = m_status.value;
        if (!m_status.taken)
            words.statusWord = m_status.toTell(m_opening.opened);
        if (!m_text.taken)
            words.textWord = m_text.toTell(m_opening.opened);
        date(words, now);
        const bool news = !m_status.taken || !m_text.taken || !m_told || m_told->away != m_away;
        return news ? std::optional(words) : std::nullopt;
    }
    // The whole is said, so it waits until the whole is known, unless the person wants something now.
    const bool chosen = !m_status.word.id.isEmpty() || !m_text.word.id.isEmpty();
    const bool nothingYet = !m_told && !chosen && !(m_away && (m_text.known || !m_hasText));
    if (nothingYet)
        return std::nullopt;
    words.statusWord = m_status.toTell(m_opening.opened);
    words.textWord = m_text.toTell(m_opening.opened);
    const bool news = !m_told || m_told->status != words.status || m_told->text != words.text;
    return news ? std::optional(words) : std::nullopt;
}

void PresenceChoice::taken(const ask::SetPresence &told)
{
    m_told = told;
    m_status.settle(told.statusWord);
    m_text.settle(told.textWord);
}

} // namespace banter
