// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/source.h"

#include "markup/addresses.h"

#include <algorithm>
#include <cstring>

namespace banter::markup {

namespace {

constexpr char16_t FirstStandIn = 0xfdd0;
constexpr char16_t LastStandIn = 0xfdef;
constexpr char16_t Nothing = 0xfdd0; ///< keeps what is on both sides of it from being read together
constexpr char16_t RuleLine = 0xfdd1;
constexpr char16_t FirstMark = 0xfdd2; ///< and on: Marks, each in its place
constexpr char16_t Marks[] = u"<~>*_[]\\!";

char16_t standInOf(QChar mark)
{
    const char16_t *found = std::find(std::begin(Marks), std::end(Marks) - 1, mark.unicode());
    return found == std::end(Marks) - 1 ? mark.unicode() : char16_t(FirstMark + (found - std::begin(Marks)));
}

bool isAscii(QChar c)
{
    return c.unicode() < 0x80;
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

bool consistsOf(QStringView text, QChar mark)
{
    return !text.isEmpty() && text.count(mark) == text.size();
}

// A bullet or a number of a list, and nothing else.
bool isLoneMarker(QStringView text)
{
    if (text == u"*" || text == u"+") {
        return true;
    }
    const QStringView digits = text.chopped(text.isEmpty() ? 0 : 1);
    return !digits.isEmpty() && (text.back() == u'.' || text.back() == u')') &&
           std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

class Preparer {
public:
    explicit Preparer(const QString &text) : m_text(text), m_addresses(addressesIn(text)) {}

    QByteArray prepare()
    {
        m_out.reserve(m_text.size() + m_text.size() / 8);
        for (qsizetype at = 0; at <= m_text.size();) {
            qsizetype end = m_text.indexOf(u'\n', at);
            end = end < 0 ? m_text.size() : end;
            writeLine(at, end);
            if (end < m_text.size()) {
                m_out.append(u'\n');
            }
            at = end + 1;
        }
        return m_out.toUtf8();
    }

private:
    QChar at(qsizetype index) const { return index >= 0 && index < m_text.size() ? m_text[index] : QChar(u'\n'); }

    void stand(char16_t standIn) { m_out.append(QChar(standIn)); }

    void writeLine(qsizetype begin, qsizetype end)
    {
        qsizetype from = begin;
        while (from < end && isBlank(m_text[from])) {
            ++from;
        }
        const bool face = isFace(from);
        while (!face && from < end && (isBlank(m_text[from]) || m_text[from] == u'>')) {
            ++from;
        }
        m_out.append(QStringView(m_text).mid(begin, from - begin));
        m_content = from;
        if (face) {
            stand(standInOf(u'>'));
            ++from;
        } else {
            writeBeforeLine(QStringView(m_text).mid(from, end - from).trimmed());
        }
        for (; from < end; ++from) {
            writeOne(from);
        }
    }

    // `>:(` and the like.
    bool isFace(qsizetype index) const
    {
        const QChar next = at(index + 1);
        return at(index) == u'>' && (QStringView(u":;=.</^").contains(next) || (next == u'_' && at(index + 2) == u'<'));
    }

    void writeBeforeLine(QStringView line)
    {
        const bool under = m_afterWords;
        m_afterWords = !line.isEmpty();
        if (consistsOf(line, u'-') && line.size() >= 3) {
            if (under)
                stand(RuleLine);
        } else if (consistsOf(line, u'-') || consistsOf(line, u'=') || consistsOf(line, u'#') || isLoneMarker(line)) {
            stand(Nothing);
        }
    }

    void writeOne(qsizetype index)
    {
        while (m_address < m_addresses.size() && m_addresses[m_address].end() <= index) {
            ++m_address;
        }
        const QChar mark = m_text[index];
        if (m_address < m_addresses.size() && m_addresses[m_address].at <= index) {
            stand(standInOf(mark));
        } else if (mark == u'<' || (mark == u'~' && at(index - 1) != u'~' && at(index + 1) != u'~') ||
                   (mark == u'\\' && !escapes(index))) {
            stand(standInOf(mark));
        } else if (mark == u'*') {
            writeStar(index);
        } else {
            m_out.append(mark);
            if (mark == u']' && at(index + 1) == u':')
                stand(Nothing); // no link definition: its line would not be shown
        }
    }

    bool escapes(qsizetype index) const
    {
        const QChar next = at(index + 1);
        const QStringView before = QStringView(m_text).mid(m_content, index - m_content);
        if (before.endsWith(u'\u00af')) {
            return false; // somebody shrugs
        }
        if (next == u'.' || next == u')') {
            return before.size() < 10 && isLoneMarker(QString(before.toString() + next));
        }
        return QStringView(u"*_~`[]").contains(next) ||
               (before.trimmed().isEmpty() && QStringView(u"#>+-").contains(next));
    }

    void writeStar(qsizetype index)
    {
        const QChar before = at(index - 1);
        const QChar after = at(index + 1);
        if (isAscii(before) && isAscii(after) && before.isLetterOrNumber() && after.isLetterOrNumber()) {
            stand(standInOf(u'*')); // 2*3*4
            return;
        }
        // Where no blanks are between words, marks stand between a letter and a comma, which CommonMark takes for
        // neither a beginning nor an end.
        const QChar wordBefore = beyond(index, -1);
        const QChar wordAfter = beyond(index, 1);
        const bool closes = before != u'*' && isWide(before) && before.isPunct() && isWide(wordAfter);
        const bool opens = after != u'*' && isWide(after) && after.isPunct() && isWide(wordBefore);
        if (closes && wordAfter.isLetterOrNumber())
            stand(Nothing);
        m_out.append(u'*');
        if (opens && wordBefore.isLetterOrNumber())
            stand(Nothing);
    }

    static bool isWide(QChar c) { return c.unicode() >= 0x2000; }

    // What comes after the stars in that direction. Few stars are a mark.
    QChar beyond(qsizetype index, int step) const
    {
        for (int stars = 0; stars < 3 && at(index) == u'*'; ++stars) {
            index += step;
        }
        return at(index);
    }

    const QString &m_text;
    std::vector<Range> m_addresses;
    std::size_t m_address = 0;
    QString m_out;
    qsizetype m_content = 0; ///< where the line begins, after blanks and marks of quotes
    bool m_afterWords = false;
};

} // namespace

std::optional<QByteArray> prepared(const QString &text)
{
    const auto foreign = [](QChar c) {
        return c.isNull() || c == u'\r' || (c.unicode() >= FirstStandIn && c.unicode() <= LastStandIn);
    };
    if (std::any_of(text.begin(), text.end(), foreign)) {
        return {};
    }
    return Preparer(text).prepare();
}

QString restored(const char *bytes, qsizetype size)
{
    QString text = QString::fromUtf8(bytes, size);
    if (!std::memchr(bytes, 0xef, std::size_t(size))) {
        return text;
    }
    text.removeIf([](QChar c) { return c == QChar(Nothing) || c == QChar(RuleLine); });
    for (QChar &c : text) {
        if (c.unicode() >= FirstMark && c.unicode() <= LastStandIn) {
            c = QChar(Marks[c.unicode() - FirstMark]);
        }
    }
    return text;
}

bool beginsRule(const char *bytes, qsizetype size)
{
    return size >= 3 && QString::fromUtf8(bytes, 3) == QChar(RuleLine);
}

} // namespace banter::markup
