// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QJsonValue>
#include <QString>

#include <simdjson.h>

#include <vector>

namespace banter::json {

/// As deep as anything that is received may be nested.
inline constexpr std::size_t MaxDepth = 512;

/// A parser and its padded text, used again for every frame. What it gives lives until the next call. One thread.
class TextParser {
public:
    explicit TextParser(std::size_t maxDepth = MaxDepth) : m_maxDepth(maxDepth) {}

    /// Any JSON value, UTF-8. What a strict reader refuses for a single value is put right first: see lenient.h. Its
    /// error is simdjson's: never a throw.
    simdjson::error_code parse(QByteArrayView text, simdjson::dom::element &root);
    /// The text that was read in place of the last one; empty where nothing had to be put right.
    const QByteArray &mendedText() const { return m_mended; }

private:
    simdjson::error_code parseStrictly(QByteArrayView text, simdjson::dom::element &root);

    std::size_t m_maxDepth;
    simdjson::dom::parser m_parser;
    std::vector<char> m_padded; // simdjson reads up to SIMDJSON_PADDING bytes past the end
    QByteArray m_mended;
};

/// The text of a string element. Must be one.
QString textOf(const simdjson::dom::element &value);

/// A number or a string as a text: a whole number with all its digits, another one with as many as a double has. Empty
/// for anything else.
QString scalarText(const simdjson::dom::element &value);

/// The value as Qt has it. Slow: for what is rare and small.
QJsonValue toQt(const simdjson::dom::element &value);

} // namespace banter::json
