// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/notices/notice_event.h"

#include "core/received_text.h"
#include "json/text_parser.h"

#include <algorithm>
#include <array>

namespace banter::notices {
namespace {

using Kind = NoticeEvent::Kind;
using simdjson::dom::element;

constexpr qsizetype MaxTextBytes = 16'384;
constexpr qsizetype MaxIdChars = 256;
constexpr qsizetype MaxNameChars = 256;

/// All of what is remembered, so that two that differ at their ends only are two.
QString idOf(const QString &id)
{
    return id.size() > MaxIdChars ? hashedId(id) : id;
}

/// The beginning of a JSON text with what is open at its end closed. It is JSON again where it was cut within a value.
QByteArray closed(const QByteArray &text)
{
    QByteArray ends;
    bool inString = false;
    qsizetype escape = -1; // where the last one begins
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (inString && c == '\\')
            escape = at++;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '{' || c == '['))
            ends.prepend(c == '{' ? '}' : ']');
        else if (!inString && (c == '}' || c == ']'))
            ends.remove(0, 1);
    }
    if (!inString)
        return text + ends;
    const qsizetype needed = escape >= 0 && text.mid(escape + 1, 1) == "u" ? 6 : 2;
    const bool isWhole = escape < 0 || text.size() - escape >= needed;
    return (isWhole ? text : text.first(escape)) + '"' + ends;
}

/// The data of an event: JSON, or where it is none the text itself.
class Data {
public:
    explicit Data(const eventstream::Event &event) : m_text(event.data)
    {
        const QByteArray text = event.data.toUtf8();
        m_isJson = !m_parser.parse(text, m_root) || (event.cut && !m_parser.parse(closed(text), m_root));
    }

    /// What the data say where they are no object.
    QString text() const { return !m_isJson ? m_text : m_root.is_string() ? json::textOf(m_root) : QString(); }
    bool isText() const { return !m_isJson || m_root.is_string(); }
    QString firstText(std::initializer_list<const char *> names) const
    {
        element member;
        for (const char *name : names) {
            if (find(name, member) && member.is_string())
                return json::textOf(member);
        }
        return {};
    }
    /// A number's digits, all of them: two ids of 64 bits that are one apart are two.
    QString id() const
    {
        element member;
        return find("id", member) ? idOf(json::scalarText(member)) : QString();
    }

private:
    bool find(const char *name, element &member) const
    {
        return m_isJson && m_root.at_key(name).get(member) == simdjson::SUCCESS;
    }

    QString m_text;
    json::TextParser m_parser;
    element m_root;
    bool m_isJson = false;
};

NoticeEvent notice(const Data &data, const eventstream::Event &event)
{
    QString text = data.isText() ? data.text() : data.firstText({"message", "text", "content", "body"});
    const QString title = data.firstText({"title"});
    if (text.isEmpty())
        text = title;
    else if (!title.isEmpty())
        text = title + u'\n' + text;
    text = cleanText(text).trimmed();
    if (event.cut && text.isEmpty()) // its words were in what was cut off
        text = cleanText(event.data).trimmed();
    if (event.cut && text.size() <= MaxTextBytes)
        text += CutMark;
    text = cutToBytes(text, MaxTextBytes);
    if (text.isEmpty())
        return {Kind::Bad, QStringLiteral("The server sent a notice that cannot be shown: it has no text."), {}, {}};
    QString id = data.id();
    if (id.isEmpty() && event.id)
        id = idOf(*event.id);
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

NoticeEvent fault(const Data &data)
{
    QString words = data.isText() ? data.text() : data.firstText({"message", "error"});
    words = cleanText(words).simplified().left(500);
    if (isRefusal(words))
        return {Kind::Refusal, words, {}, {}};
    return {Kind::Trouble, words.isEmpty() ? QStringLiteral("The server reports an error.") : words, {}, {}};
}

} // namespace

NoticeEvent readNotice(const eventstream::Event &event)
{
    const Data data(event);
    // Servers that name no events say inside the data what it is.
    const bool named = event.type != u"message";
    const QString type = named ? event.type : data.firstText({"type"});
    if (type == u"notification")
        return notice(data, event);
    if (type == u"error")
        return fault(data);
    if (type == u"connected") {
        const QString user = data.firstText({"userId", "user"});
        return {Kind::Connected, {}, {}, user.size() <= MaxNameChars ? user : QString()};
    }
    return {};
}

} // namespace banter::notices
