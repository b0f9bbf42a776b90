// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <simdjson.h>

#include <vector>

namespace banter::json {

/// As deep as anything that is received may be nested.
inline constexpr std::size_t MaxDepth = 512;

/// A parser and its padded text, used again for every frame. What it gives lives until the next call. One thread.
class TextParser {
public:
    /// Any JSON value, UTF-8. Its error is simdjson's: never a throw.
    simdjson::error_code parse(QByteArrayView text, simdjson::dom::element &root);

private:
    simdjson::dom::parser m_parser;
    std::vector<char> m_padded;
};

/// The text of a string element. Must be one.
QString textOf(const simdjson::dom::element &value);

} // namespace banter::json
