// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "json/text_parser.h"

#include "core/utf8.h"
#include "json/lenient.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace banter::json {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// A large frame is rare (a page of long texts). What it needed, about fifteen times its size, is given back.
constexpr std::size_t KeepBytes = 256 * 1024;

QString textFrom(std::string_view text)
{
    return textFromUtf8({text.data(), qsizetype(text.size())});
}

QJsonValue listOf(const simdjson::dom::array &entries)
{
    QJsonArray list;
    for (const element entry : entries)
        list.append(toQt(entry));
    return list;
}

QJsonValue objectOf(const simdjson::dom::object &fields)
{
    QJsonObject object;
    for (const auto [key, field] : fields)
        object.insert(textFrom(key), toQt(field));
    return object;
}

} // namespace

simdjson::error_code TextParser::parse(QByteArrayView text, element &root)
{
    m_mended.clear();
    const simdjson::error_code failed = parseStrictly(text, root);
    if (!failed || failed == simdjson::MEMALLOC)
        return failed;
    m_mended = mended(text);
    return m_mended.isEmpty() ? failed : parseStrictly(m_mended, root);
}

simdjson::error_code TextParser::parseStrictly(QByteArrayView text, element &root)
{
    const std::size_t size = std::size_t(text.size());
    if (m_padded.size() > KeepBytes && size <= KeepBytes) {
        m_padded = {};
        m_parser = simdjson::dom::parser();
    }
    if (m_padded.size() < size + simdjson::SIMDJSON_PADDING)
        m_padded.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(text.begin(), text.end(), m_padded.begin());
    if (m_parser.capacity() < size || m_parser.max_depth() != m_maxDepth) {
        if (const simdjson::error_code failed = m_parser.allocate(std::max<std::size_t>(size, 4096), m_maxDepth))
            return failed;
    }
    return m_parser.parse(m_padded.data(), size, false).get(root);
}

QString textOf(const element &value)
{
    return textFrom(value.get_string().value_unsafe());
}

QString scalarText(const element &value)
{
    switch (value.type()) {
    case element_type::STRING:
        return textOf(value);
    case element_type::INT64:
        return QString::number(value.get_int64().value_unsafe());
    case element_type::UINT64:
        return QString::number(value.get_uint64().value_unsafe());
    case element_type::DOUBLE:
        return QString::number(value.get_double().value_unsafe(), 'g', QLocale::FloatingPointShortest);
    default:
        return {};
    }
}

QJsonValue toQt(const element &value)
{
    switch (value.type()) {
    case element_type::ARRAY:
        return listOf(value.get_array().value_unsafe());
    case element_type::OBJECT:
        return objectOf(value.get_object().value_unsafe());
    case element_type::INT64:
        return QJsonValue(qint64(value.get_int64().value_unsafe()));
    case element_type::UINT64:
    case element_type::DOUBLE:
        return QJsonValue(value.get_double().value_unsafe());
    case element_type::STRING:
        return QJsonValue(textOf(value));
    case element_type::BOOL:
        return QJsonValue(value.get_bool().value_unsafe());
    default:
        return QJsonValue(QJsonValue::Null);
    }
}

} // namespace banter::json
