// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/received_text.h"

#include <QCryptographicHash>

#include <algorithm>

namespace banter {
namespace {

bool isControlUnit(char16_t c)
{
    return (c < 0x20 && c != u'\n' && c != u'\t') || (c >= 0x7f && c < 0xa0);
}

bool isUnfit(char16_t c)
{
    return isControlUnit(c) || (c >= 0xd800 && c < 0xe000) || c == 0xfffe || c == 0xffff;
}

class ReceivedText {
    static constexpr char16_t Escape = 0x1b;
    static constexpr char16_t Bell = 0x07;
    static constexpr char16_t NextLine = 0x85;
    // The one-character forms of "ESC P", "ESC X", "ESC [", "ESC \", "ESC ]", "ESC ^" and "ESC _".
    static constexpr char16_t DeviceControl = 0x90;
    static constexpr char16_t StartOfString = 0x98;
    static constexpr char16_t ControlSequence = 0x9b;
    static constexpr char16_t Terminator = 0x9c;
    static constexpr char16_t SystemCommand = 0x9d;
    static constexpr char16_t PrivacyMessage = 0x9e;
    static constexpr char16_t ProgramCommand = 0x9f;

public:
    explicit ReceivedText(QStringView text) : m_text(text) { m_out.reserve(text.size()); }

    QString run()
    {
        while (m_at < m_text.size())
            take();
        return m_out;
    }

private:
    char16_t at(qsizetype index) const { return index < m_text.size() ? m_text[index].unicode() : u'\0'; }

    void take()
    {
        const char16_t c = at(m_at++);
        if (c == Escape)
            escape();
        else if (c == u'\r' || c == u'\f' || c == u'\v' || c == NextLine)
            lineEnd(c);
        else if (c >= 0x80 && c < 0xa0)
            sequence(c);
        else if (QChar::isSurrogate(c))
            surrogate(c);
        else if (c == 0xfffe || c == 0xffff)
            m_out += QChar(QChar::ReplacementCharacter);
        else if (!isControlUnit(c))
            m_out += QChar(c);
    }

    void lineEnd(char16_t c)
    {
        if (c == u'\r' && at(m_at) == u'\n')
            ++m_at;
        m_out += u'\n';
    }

    void surrogate(char16_t c)
    {
        if (QChar::isHighSurrogate(c) && QChar::isLowSurrogate(at(m_at))) {
            m_out += QChar(c);
            m_out += QChar(at(m_at++));
        } else {
            m_out += QChar(QChar::ReplacementCharacter);
        }
    }

    void escape()
    {
        const char16_t next = at(m_at);
        if (next >= 0x40 && next < 0x60) { // the two-character form of a control from 0x80 on
            ++m_at;
            sequence(char16_t(next + 0x40));
            return;
        }
        // An escape sequence: intermediate characters and a final one. What is none keeps all but the escape.
        qsizetype end = m_at;
        while (at(end) >= 0x20 && at(end) < 0x30)
            ++end;
        if (at(end) >= 0x30 && at(end) < 0x7f)
            m_at = end + 1;
    }

    void sequence(char16_t control)
    {
        switch (control) {
        case ControlSequence:
            while (at(m_at) >= 0x20 && at(m_at) < 0x40)
                ++m_at;
            if (at(m_at) >= 0x40 && at(m_at) < 0x7f)
                ++m_at;
            break;
        case DeviceControl:
        case StartOfString:
        case SystemCommand:
        case PrivacyMessage:
        case ProgramCommand:
            controlString();
            break;
        default:
            break;
        }
    }

    /// Up to its terminator. Without one it is no control string, and the words that follow are for people.
    void controlString()
    {
        if (m_at < m_unterminated)
            return; // or a text of nothing but beginnings would be gone through once for each of them
        qsizetype end = m_at;
        for (; end < m_text.size() && at(end) != u'\n'; ++end) {
            const bool longForm = at(end) == Escape && at(end + 1) == u'\\';
            if (at(end) == Bell || at(end) == Terminator || longForm) {
                m_at = end + (longForm ? 2 : 1);
                return;
            }
        }
        m_unterminated = end;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_unterminated = 0; ///< no control string ends between here and m_at
    QString m_out;
};

/// As much of the text as `room` holds, which `size` counts for a code point; never half a pair.
template <class Size>
QString headOf(const QString &text, qsizetype room, Size size)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const bool pair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        room -= size(text[at], pair);
        if (room < 0)
            break;
        at += pair ? 2 : 1;
    }
    return text.left(at);
}

} // namespace

QString cleanText(const QString &text)
{
    char16_t wrong = 0; // a loop without a way out of it looks at eight characters at once
    for (const QChar c : text)
        wrong = char16_t(wrong | char16_t(isUnfit(c.unicode())));
    return wrong ? ReceivedText(text).run() : text;
}

QString cleanLine(const QString &text)
{
    QString line = cleanText(text);
    for (QChar &c : line) {
        if (c == u'\n' || c == u'\t' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line;
}

QString hashedId(const QString &id)
{
    return QStringLiteral("sha256:") +
           QString::fromLatin1(QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString cutToChars(const QString &text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    return headOf(text, most - CutMark.size(), [](QChar, bool pair) { return pair ? 2 : 1; }) + CutMark;
}

QString cutToBytes(const QString &text, qsizetype most)
{
    // No unit takes more than three bytes.
    if (text.size() * 3 <= most || text.toUtf8().size() <= most)
        return text;
    const auto bytes = [](QChar c, bool pair) {
        return pair ? 4 : c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 ? 2 : 3;
    };
    return headOf(text, most - CutMark.toUtf8().size(), bytes) + CutMark;
}

} // namespace banter
