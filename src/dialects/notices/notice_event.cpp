// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/notices/notice_event.h"

#include "core/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace banter::notices {
namespace {

using Kind = NoticeEvent::Kind;

constexpr qint64 MaxTextBytes = 16'384;
constexpr qsizetype MaxIdChars = 256;
constexpr qsizetype MaxNameChars = 256;

// JSON, or where it is none the text itself.
QJsonValue valueOf(const QString &data)
{
    // In a list, because Qt's parser takes nothing but objects and lists.
    const QJsonDocument document = QJsonDocument::fromJson("[" + data.toUtf8() + "]");
    return document.array().size() == 1 ? document.array().first() : QJsonValue(data);
}

QString firstText(const QJsonObject &object, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        const QJsonValue value = object.value(QLatin1String(name));
        if (value.isString())
            return value.toString();
    }
    return {};
}

QString idOf(const QJsonObject &object)
{
    const QJsonValue id = object.value(QLatin1String("id"));
    if (id.isDouble())
        return QString::number(id.toDouble(), 'g', 17);
    return id.toString().left(MaxIdChars);
}

NoticeEvent bad(const QString &why)
{
    return {Kind::Bad, QStringLiteral("The server sent a notice that cannot be shown: %1.").arg(why), {}, {}};
}

// Refused in our own messages; but a notice is not lost for them.
QString withCharactersOnly(QString text)
{
    for (const QChar none : {QChar(QChar::ByteOrderSwapped), QChar(0xffff)})
        text.replace(none, QChar::ReplacementCharacter);
    return text;
}

NoticeEvent notice(const QJsonValue &value, const std::optional<QString> &streamId)
{
    const QJsonObject object = value.toObject();
    QString text = value.isString() ? value.toString() : firstText(object, {"message", "text", "content", "body"});
    const QString title = firstText(object, {"title"});
    if (text.isEmpty())
        text = title;
    else if (!title.isEmpty())
        text = title + u'\n' + text;
    text = withCharactersOnly(withLineFeeds(text).trimmed());
    if (text.isEmpty())
        return bad(QStringLiteral("it has no text"));
    if (const Status checked = checkMessageText(text, MaxTextBytes); !checked.ok())
        return bad(checked.error().message);
    QString id = idOf(object);
    if (id.isEmpty() && streamId)
        id = streamId->left(MaxIdChars);
    return {Kind::Notice, text, id, {}};
}

bool isRefusal(const QString &words)
{
    static const std::array<QLatin1String, 7> Refusals{
        QLatin1String("unauthorized"),          QLatin1String("unauthorised"), QLatin1String("unauthenticated"),
        QLatin1String("authentication failed"), QLatin1String("forbidden"),    QLatin1String("access denied"),
        QLatin1String("invalid token")};
    return std::any_of(Refusals.begin(), Refusals.end(),
                       [&](QLatin1String each) { return words.startsWith(each, Qt::CaseInsensitive); });
}

NoticeEvent fault(const QJsonValue &value)
{
    QString words = value.isString() ? value.toString() : firstText(value.toObject(), {"message", "error"});
    words = words.simplified().left(500);
    if (isRefusal(words))
        return {Kind::Refusal, words, {}, {}};
    return {Kind::Trouble, words.isEmpty() ? QStringLiteral("The server reports an error.") : words, {}, {}};
}

} // namespace

NoticeEvent readNotice(const eventstream::Event &event)
{
    const QJsonValue value = valueOf(event.data);
    // Servers that name no events say inside the data what it is.
    const bool named = event.type != u"message";
    const QString type = named ? event.type : value.toObject().value(QLatin1String("type")).toString();
    if (type == u"notification")
        return notice(value, event.id);
    if (type == u"error")
        return fault(value);
    if (type == u"connected") {
        const QString user = firstText(value.toObject(), {"userId", "user"});
        return {Kind::Connected, {}, {}, user.size() <= MaxNameChars ? user : QString()};
    }
    return {};
}

} // namespace banter::notices
