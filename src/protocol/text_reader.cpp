// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/text_reader.h"

#include "core/text.h"

namespace banter::protocol::wire {
namespace {

enum ByteClass : quint8 {
    LetterOrDigit = 1,
    NamePunctuation = 2, // . _ -
    OtherVisible = 4,
    Space = 8,
    Break = 16, // line feed, tab
    Control = 32,
    NotAscii = 64,
};

constexpr quint8 classOf(unsigned c)
{
    if (c >= 0x80)
        return NotAscii;
    if (c == '\n' || c == '\t')
        return Break;
    if (c < 0x20 || c == 0x7f)
        return Control;
    if (c == ' ')
        return Space;
    if (c == '.' || c == '_' || c == '-')
        return NamePunctuation;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') ? LetterOrDigit : OtherVisible;
}

constexpr std::array<quint8, 256> makeClasses()
{
    std::array<quint8, 256> classes{};
    for (unsigned c = 0; c < classes.size(); ++c)
        classes[c] = classOf(c);
    return classes;
}

constexpr std::array<quint8, 256> Classes = makeClasses();

unsigned classesOf(std::string_view text)
{
    unsigned found = 0;
    for (const char c : text)
        found |= Classes[quint8(c)];
    return found;
}

bool has(unsigned classes, unsigned wanted)
{
    return (classes & wanted) != 0;
}

qsizetype sizeOf(std::string_view text)
{
    return qsizetype(text.size());
}

// The two encodings let a half through as the three bytes ED A0..BF xx, which Qt would turn into U+FFFD in silence.
bool hasHalfSurrogate(std::string_view text)
{
    for (std::size_t at = text.find('\xed'); at != std::string_view::npos; at = text.find('\xed', at + 1)) {
        if (at + 1 < text.size() && quint8(text[at + 1]) >= 0xa0)
            return true;
    }
    return false;
}

// Qt takes a leading byte order mark away; here it is a character like any other.
QString fromUtf8(std::string_view text)
{
    constexpr std::string_view Mark = "\xef\xbb\xbf";
    const QString decoded = QString::fromUtf8(text.data(), sizeOf(text));
    return text.substr(0, Mark.size()) == Mark ? QChar(QChar::ByteOrderMark) + decoded : decoded;
}

void tooLong(Problem &problem, qint64 limit, const QString &unit)
{
    problem.set(ErrorCode::TooLarge, QStringLiteral("at most %1 %2 are allowed").arg(limit).arg(unit));
}

void take(const Status &status, Problem &problem)
{
    if (!status)
        problem.set(status.error().code, status.error().message);
}

void readMessage(std::string_view utf8, unsigned classes, QString &out, Problem &problem)
{
    if (sizeOf(utf8) > limits::MaxTextBytes)
        return tooLong(problem, limits::MaxTextBytes, QStringLiteral("bytes"));
    if (!utf8.empty() && !has(classes, Control | NotAscii)) {
        out = QString::fromLatin1(utf8.data(), sizeOf(utf8));
        return;
    }
    out = fromUtf8(utf8);
    take(checkMessageText(out, limits::MaxTextBytes), problem);
}

void readName(Text rule, std::string_view utf8, unsigned classes, QString &out, Problem &problem)
{
    const qsizetype max = rule == Text::User ? limits::MaxUserChars : limits::MaxRoomChars;
    out = fromUtf8(utf8);
    const bool plain = (classes & ~unsigned(NamePunctuation)) == LetterOrDigit;
    if (plain && out.size() <= max)
        return;
    take(rule == Text::User ? checkUserName(out, max) : checkRoomName(out, max), problem);
}

void readVisible(qsizetype max, std::string_view utf8, unsigned classes, QString &out, Problem &problem)
{
    if (sizeOf(utf8) > max)
        return tooLong(problem, max, QStringLiteral("characters"));
    if (utf8.empty() || has(classes, Space | Break | Control | NotAscii)) {
        return problem.set(ErrorCode::BadRequest, QStringLiteral("must be 1 to %1 visible ASCII characters").arg(max));
    }
    out = QString::fromLatin1(utf8.data(), sizeOf(utf8));
}

void readSecret(std::string_view utf8, QString &out, Problem &problem)
{
    if (sizeOf(utf8) > limits::MaxPasswordBytes)
        return tooLong(problem, limits::MaxPasswordBytes, QStringLiteral("bytes"));
    if (utf8.empty())
        return problem.set(ErrorCode::BadRequest, QStringLiteral("is empty"));
    out = fromUtf8(utf8);
}

void readSentence(qsizetype max, std::string_view utf8, QString &out, Problem &problem)
{
    out = fromUtf8(utf8);
    if (out.size() > max)
        return tooLong(problem, max, QStringLiteral("characters"));
    if (!out.isEmpty())
        take(checkMessageText(out, limits::MaxTextBytes), problem);
}

} // namespace

void readText(Text rule, std::string_view utf8, QString &out, Problem &problem)
{
    const unsigned classes = classesOf(utf8);
    if (has(classes, NotAscii) && hasHalfSurrogate(utf8))
        return problem.set(ErrorCode::BadText, QStringLiteral("contains half of a surrogate pair"));
    switch (rule) {
    case Text::Room:
    case Text::User:
        return readName(rule, utf8, classes, out, problem);
    case Text::Id:
        return readVisible(limits::MaxIdChars, utf8, classes, out, problem);
    case Text::Token:
        return readVisible(limits::MaxTokenChars, utf8, classes, out, problem);
    case Text::Capability:
        return readVisible(limits::MaxCapabilityChars, utf8, classes, out, problem);
    case Text::MessageOrEmpty:
        if (utf8.empty())
            return out.clear();
        return readMessage(utf8, classes, out, problem);
    case Text::Message:
        return readMessage(utf8, classes, out, problem);
    case Text::Secret:
        return readSecret(utf8, out, problem);
    case Text::Program:
        return readSentence(limits::MaxProgramChars, utf8, out, problem);
    case Text::Sentence:
        return readSentence(limits::MaxSentenceChars, utf8, out, problem);
    case Text::Status:
        out = fromUtf8(utf8);
        return take(checkStatusText(out, limits::MaxStatusTextChars), problem);
    case Text::Reaction:
        out = fromUtf8(utf8);
        return take(checkReaction(out, limits::MaxReactionChars), problem);
    }
}

} // namespace banter::protocol::wire
