// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "json/lenient.h"

#include <QChar>

#include <algorithm>
#include <charconv>
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

/// RFC 8259, section 6. What is none is left to the reader to refuse.
bool isNumber(QByteArrayView text)
{
    qsizetype at = text.startsWith('-') ? 1 : 0;
    const auto digits = [&] {
        const qsizetype from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at - from;
    };
    const bool zero = at < text.size() && text[at] == '0';
    const qsizetype whole = digits();
    if (whole == 0 || (zero && whole > 1))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        at += at < text.size() && (text[at] == '+' || text[at] == '-') ? 1 : 0;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

/// A decimal number as 0.DIGITS times ten to the power of `magnitude`.
struct Decimal {
    QByteArray digits; ///< from the first that is not 0; no more than tell a double
    qint64 magnitude = 0;
};

Decimal decimalOf(QByteArrayView mantissa)
{
    constexpr qsizetype Telling = 17;
    Decimal decimal;
    bool point = false;
    for (const char c : mantissa) {
        if (c == '.')
            point = true;
        if (c < '0' || c > '9')
            continue;
        const bool leading = decimal.digits.isEmpty() && c == '0';
        if (!leading && decimal.digits.size() < Telling)
            decimal.digits += c;
        decimal.magnitude += leading ? (point ? -1 : 0) : (point ? 0 : 1);
    }
    return decimal;
}

/// Of digits with a sign; what nobody can mean is the most.
qint64 exponentOf(QByteArrayView text)
{
    constexpr qint64 Most = 1'000'000'000'000;
    qint64 exponent = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            exponent = std::min(Most, exponent * 10 + (c - '0'));
    }
    return text.startsWith('-') ? -exponent : exponent;
}

/// The largest double is 1.7976931348623157e308.
bool isBeyondDouble(QByteArrayView number)
{
    constexpr qint64 Most = 309;
    qsizetype e = number.indexOf('e');
    e = e < 0 ? number.indexOf('E') : e;
    const Decimal decimal = decimalOf(e < 0 ? number : number.first(e));
    const qint64 magnitude = decimal.magnitude + (e < 0 ? 0 : exponentOf(number.sliced(e + 1)));
    const bool more =
        magnitude > Most || (magnitude == Most && decimal.digits > QByteArrayLiteral("17976931348623157"));
    return !decimal.digits.isEmpty() && more;
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
        if (whole ? number.size() <= SafeDigits || fits(number) : !isBeyondDouble(number))
            return;
        if (!isNumber(number))
            return;
        if (whole)
            replace(from, '"' + number.toByteArray() + '"');
        else
            replace(from, number.startsWith('-') ? QByteArrayLiteral("-1.7976931348623157e308")
                                                 : QByteArrayLiteral("1.7976931348623157e308"));
    }

    static bool fits(QByteArrayView number)
    {
        bool isSigned = false;
        bool isUnsigned = false;
        number.toByteArray().toLongLong(&isSigned);
        number.toByteArray().toULongLong(&isUnsigned);
        return isSigned || (!number.startsWith('-') && isUnsigned);
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
