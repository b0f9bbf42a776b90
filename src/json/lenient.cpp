// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "json/lenient.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace banter::json {
namespace {

const QByteArrayView ByteOrderMark("\xef\xbb\xbf");
/// As many digits as every 64-bit number has room for.
constexpr qsizetype SafeDigits = 18;

bool isOfNumber(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Copies what is good in stretches, so that a text with nothing to mend is never copied.
class Mender {
public:
    explicit Mender(QByteArrayView text) : m_text(text) {}

    QByteArray run()
    {
        if (m_text.startsWith(ByteOrderMark)) {
            m_at = ByteOrderMark.size();
            replace(0, {});
        }
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"')
                passString();
            else if (c == '-' || (c >= '0' && c <= '9'))
                passNumber();
            else
                ++m_at;
        }
        if (!m_changed)
            return {};
        m_out += m_text.sliced(m_copied);
        return m_out;
    }

private:
    /// What stands between `from` and here becomes `with`.
    void replace(qsizetype from, const QByteArray &with)
    {
        m_out += m_text.sliced(m_copied, from - m_copied);
        m_out += with;
        m_copied = m_at;
        m_changed = true;
    }

    void passString()
    {
        ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\')
                passEscape();
            else
                ++m_at;
        }
        ++m_at;
    }

    void passEscape()
    {
        const std::optional<char16_t> unit = unitAt(m_at);
        if (!unit) {
            m_at += 2;
            return;
        }
        const qsizetype from = m_at;
        m_at += 6;
        if (QChar::isHighSurrogate(*unit)) {
            const std::optional<char16_t> next = unitAt(m_at);
            if (next && QChar::isLowSurrogate(*next)) {
                m_at += 6;
                return;
            }
        }
        if (QChar::isSurrogate(*unit))
            replace(from, QByteArrayLiteral("\\ufffd"));
    }

    /// The code unit of an escape "\uXXXX".
    std::optional<char16_t> unitAt(qsizetype at) const
    {
        if (m_text.size() - at < 6 || m_text[at] != '\\' || m_text[at + 1] != 'u')
            return std::nullopt;
        unsigned unit = 0;
        const char *first = m_text.data() + at + 2;
        const auto [end, failed] = std::from_chars(first, first + 4, unit, 16);
        return failed == std::errc() && end == first + 4 ? std::optional(char16_t(unit)) : std::nullopt;
    }

    void passNumber()
    {
        const qsizetype from = m_at;
        bool whole = true;
        for (; m_at < m_text.size() && isOfNumber(m_text[m_at]); ++m_at)
            whole = whole && (m_text[m_at] == '-' || (m_text[m_at] >= '0' && m_text[m_at] <= '9'));
        const QByteArrayView number = m_text.sliced(from, m_at - from);
        if (whole && number.size() > SafeDigits && !fits(number))
            replace(from, '"' + number.toByteArray() + '"');
        else if (!whole && std::isinf(number.toByteArray().toDouble()))
            replace(from, number.startsWith('-') ? QByteArrayLiteral("-1.7976931348623157e308")
                                                 : QByteArrayLiteral("1.7976931348623157e308"));
    }

    static bool fits(QByteArrayView number)
    {
        const bool negative = number.startsWith('-');
        const QByteArrayView digits = negative ? number.sliced(1) : number;
        // What the grammar does not allow is left to the reader to refuse.
        if (digits.isEmpty() || digits.front() == '0' || digits.contains('-'))
            return true;
        bool isSigned = false;
        bool isUnsigned = false;
        number.toByteArray().toLongLong(&isSigned);
        number.toByteArray().toULongLong(&isUnsigned);
        return isSigned || (!negative && isUnsigned);
    }

    QByteArrayView m_text;
    QByteArray m_out;
    qsizetype m_at = 0;
    qsizetype m_copied = 0; ///< up to here the text is in m_out, or replaced
    bool m_changed = false;
};

} // namespace

QByteArray mended(QByteArrayView text)
{
    return Mender(text).run();
}

} // namespace banter::json
