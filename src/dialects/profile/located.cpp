// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/located.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <simdjson.h>

namespace banter::profile {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;
using simdjson::SUCCESS;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Walks through a document once, in its order, so that lines are counted once too.
class Walk {
public:
    explicit Walk(const QByteArray &bytes) : m_text(bytes.constData(), std::size_t(bytes.size())) {}

    std::variant<Located, Fault> read()
    {
        Located root;
        ondemand::value value;
        if (error_code failed = m_parser.iterate(m_text).get(m_document))
            return Fault{1, sentence(failed)};
        if (m_document.get_value().get(value) != SUCCESS)
            return Fault{1, noObject()};
        const bool whole = take(value, root, 0) && root.kind == Located::Kind::Object;
        if (!whole)
            return m_fault.value_or(Fault{1, noObject()});
        const char *rest = nullptr;
        if (m_document.current_location().get(rest) == SUCCESS)
            return Fault{1, QStringLiteral("Something follows the end of the object.")};
        return root;
    }

private:
    // simdjson 4 takes what begins as an object and does not end as one for none, and simdjson 3 reads it to its end.
    QString noObject() const
    {
        const std::string_view text(m_text.data(), m_text.size());
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        return first != std::string_view::npos && text[first] == '{'
                   ? QStringLiteral("Something follows the end of the object, or it has no end.")
                   : QStringLiteral("A profile is a JSON object.");
    }

    static QString sentence(error_code failed)
    {
        return QStringLiteral("That is no JSON: %1").arg(QString::fromUtf8(simdjson::error_message(failed)));
    }

    bool fail(const QString &reason)
    {
        if (!m_fault)
            m_fault = Fault{m_line, reason};
        return false;
    }
    // The reader stands behind what it could not understand.
    bool fail(error_code failed)
    {
        const char *place = nullptr;
        if (m_document.current_location().get(place) == SUCCESS)
            moveTo(place);
        return fail(sentence(failed));
    }

    void moveTo(const char *place)
    {
        const char *begin = m_text.data();
        for (; m_counted < m_text.size() && begin + m_counted < place; ++m_counted)
            m_line += begin[m_counted] == '\n';
    }

    bool take(ondemand::value value, Located &out, int depth)
    {
        moveTo(value.raw_json_token().data());
        out.line = m_line;
        if (depth > MaxProfileDepth)
            return fail(QStringLiteral("That is nested too deeply."));
        ondemand::json_type type{};
        if (error_code failed = value.type().get(type))
            return fail(failed);
        switch (type) {
        case ondemand::json_type::object:
            return takeObject(value, out, depth);
        case ondemand::json_type::array:
            return takeList(value, out, depth);
        case ondemand::json_type::string:
            return takeText(value, out);
        case ondemand::json_type::number:
            out.kind = Located::Kind::Number;
            return take(value.get_double().get(out.number));
        case ondemand::json_type::boolean:
            out.kind = Located::Kind::Flag;
            return take(value.get_bool().get(out.flag));
        default:
            return takeNull(value);
        }
    }

    bool take(error_code failed) { return failed == SUCCESS || fail(failed); }

    bool takeNull(ondemand::value value)
    {
        return value.raw_json_token().substr(0, 4) == "null" || fail(QStringLiteral("That is no JSON value."));
    }

    bool takeText(ondemand::value value, Located &out)
    {
        std::string_view text;
        out.kind = Located::Kind::Text;
        if (!take(value.get_string().get(text)))
            return false;
        out.text = textOf(text);
        return true;
    }

    bool takeList(ondemand::value value, Located &out, int depth)
    {
        ondemand::array list;
        out.kind = Located::Kind::List;
        if (!take(value.get_array().get(list)))
            return false;
        for (auto entry : list) {
            ondemand::value one;
            if (!take(entry.get(one)))
                return false;
            out.list.emplace_back();
            if (!take(one, out.list.back(), depth + 1))
                return false;
        }
        return true;
    }

    bool takeObject(ondemand::value value, Located &out, int depth)
    {
        ondemand::object fields;
        QSet<QString> names;
        out.kind = Located::Kind::Object;
        if (!take(value.get_object().get(fields)))
            return false;
        for (auto entry : fields) {
            ondemand::field field;
            std::string_view name;
            if (!take(std::move(entry).get(field)))
                return false;
            moveTo(field.key().raw());
            const int line = m_line;
            if (!take(field.unescaped_key().get(name)))
                return false;
            const QString text = textOf(name);
            if (names.contains(text))
                return fail(QStringLiteral("\"%1\" stands there twice.").arg(text));
            names.insert(text);
            out.members.push_back({text, line, {}});
            if (!take(field.value(), out.members.back().value, depth + 1))
                return false;
        }
        return true;
    }

    ondemand::parser m_parser;
    simdjson::padded_string m_text;
    ondemand::document m_document;
    std::size_t m_counted = 0;
    int m_line = 1;
    std::optional<Fault> m_fault;
};

} // namespace

const Located *Located::find(const QString &name) const
{
    for (const Member &member : members) {
        if (member.name == name)
            return &member.value;
    }
    return nullptr;
}

QJsonValue Located::toJson() const
{
    switch (kind) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Flag:
        return flag;
    case Kind::Number:
        return number;
    case Kind::Text:
        return text;
    case Kind::List: {
        QJsonArray array;
        for (const Located &entry : list)
            array.append(entry.toJson());
        return array;
    }
    case Kind::Object:
        break;
    }
    QJsonObject object;
    for (const Member &member : members)
        object.insert(member.name, member.value.toJson());
    return object;
}

std::variant<Located, Fault> readLocated(const QByteArray &bytes)
{
    if (bytes.size() > MaxProfileBytes)
        return Fault{1, QStringLiteral("A profile has at most %1 bytes.").arg(MaxProfileBytes)};
    const QByteArrayView mark("\xef\xbb\xbf"); // editors of Windows begin a file with it
    return Walk(bytes.startsWith(mark) ? bytes.sliced(mark.size()) : bytes).read();
}

} // namespace banter::profile
