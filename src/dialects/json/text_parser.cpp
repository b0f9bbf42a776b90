// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/json/text_parser.h"

#include "core/utf8.h"

#include <algorithm>

namespace banter::json {
namespace {

/// What a rare large frame needed is given back.
constexpr std::size_t KeepBytes = 256 * 1024;

} // namespace

simdjson::error_code TextParser::parse(QByteArrayView text, simdjson::dom::element &root)
{
    const std::size_t size = std::size_t(text.size());
    if (m_padded.size() > KeepBytes && size <= KeepBytes) {
        m_padded = {};
        m_parser = simdjson::dom::parser();
    }
    if (m_padded.size() < size + simdjson::SIMDJSON_PADDING)
        m_padded.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(text.begin(), text.end(), m_padded.begin());
    if (m_parser.capacity() < size || m_parser.max_depth() != MaxDepth) {
        if (const simdjson::error_code failed = m_parser.allocate(std::max<std::size_t>(size, 4096), MaxDepth))
            return failed;
    }
    return m_parser.parse(m_padded.data(), size, false).get(root);
}

QString textOf(const simdjson::dom::element &value)
{
    const std::string_view text = value.get_string().value_unsafe();
    return textFromUtf8({text.data(), qsizetype(text.size())});
}

} // namespace banter::json
