// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/web_addresses.h"

#include <QRegularExpression>

namespace banter {

namespace {

/// Without blanks of any script, and without marks that turn the direction of text or are not seen at all.
const QString Pattern = QStringLiteral(
    R"(\b[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"'`\x{0000}-\x{0020}\x{007f}-\x{00a0}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f})"
    R"(\x{205f}\x{2066}-\x{2069}\x{3000}\x{feff}]+)");
const QString Closing = QStringLiteral(".,;:!?\u2026");

// How many more brackets of a pair are closed than opened.
qsizetype surplus(const QString &address, QChar open, QChar close)
{
    return address.count(close) - address.count(open);
}

QString withoutSentence(const QString &address)
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

QList<QString> WebAddresses::within(const QString &text)
{
    if (!text.contains(QLatin1String("://"))) {
        return {};
    }
    static const QRegularExpression expression(Pattern);
    QList<QString> found;
    for (auto matches = expression.globalMatch(text); matches.hasNext() && found.size() < Most;) {
        found.append(withoutSentence(matches.next().captured()));
    }
    return found;
}

} // namespace banter
