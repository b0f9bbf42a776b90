// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/addresses.h"

#include <QRegularExpression>

namespace banter::markup {

namespace {

/// Without blanks of any script, and without marks that turn the direction of text or are not seen at all.
const QString Pattern = QStringLiteral(
    R"(\b[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"'`\x{0000}-\x{0020}\x{007f}-\x{00a0}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f})"
    R"(\x{205f}\x{2066}-\x{2069}\x{3000}\x{feff}]+)");
const QString Closing = QStringLiteral(".,;:!?\u2026*_~");

// How many more brackets of a pair are closed than opened.
qsizetype surplus(QStringView address, QChar open, QChar close)
{
    return address.count(close) - address.count(open);
}

// Up to the bracket that closes what is around the address: [words](target), with an address for either.
QStringView withinBrackets(QStringView address, bool isTarget)
{
    const qsizetype words = address.indexOf(QLatin1String("]("));
    address = words < 0 ? address : address.left(words);
    if (!isTarget) {
        return address;
    }
    qsizetype open = 0;
    for (qsizetype at = 0; at < address.size(); ++at) {
        if (address[at] == u'(') {
            ++open;
        } else if (address[at] == u')' && --open < 0) {
            return address.left(at);
        }
    }
    return address;
}

QStringView withoutSentence(QStringView address)
{
    qsizetype round = surplus(address, u'(', u')');
    qsizetype square = surplus(address, u'[', u']');
    qsizetype curly = surplus(address, u'{', u'}');
    qsizetype end = address.size();
    for (; end > 0; --end) {
        const QChar last = address.at(end - 1);
        qsizetype none = 0;
        qsizetype &over = last == u')' ? round : last == u']' ? square : last == u'}' ? curly : none;
        if (over <= 0 && !Closing.contains(last)) {
            break;
        }
        --over;
    }
    return address.left(end);
}

} // namespace

std::vector<Range> addressesIn(QStringView text, qsizetype most)
{
    std::vector<Range> found;
    if (!text.contains(QLatin1String("://"))) {
        return found;
    }
    static const QRegularExpression expression(Pattern);
    const QString subject = text.toString(); // matchView() came with Qt 6.5, and match() of a view went
    qsizetype from = 0;
    while (qsizetype(found.size()) < most) {
        const QRegularExpressionMatch match = expression.match(subject, from);
        if (!match.hasMatch()) {
            break;
        }
        const qsizetype at = match.capturedStart();
        const bool isTarget = at >= 2 && text[at - 1] == u'(' && text[at - 2] == u']';
        const QStringView whole = match.capturedView();
        const QStringView cut = withinBrackets(whole, isTarget);
        const QStringView address = withoutSentence(cut);
        if (address.size() > address.indexOf(u':') + 3) {
            found.push_back({at, address.size()});
        }
        from = at + std::max<qsizetype>(1, cut.size());
    }
    return found;
}

bool isAddress(QStringView text)
{
    return addressesIn(text, 1) == std::vector<Range>{{0, text.size()}};
}

} // namespace banter::markup
