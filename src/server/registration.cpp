// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/registration.h"

namespace banter {
namespace {

constexpr char Symbols[] = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int CodeSymbols = 12;
constexpr int GroupSymbols = 4;

} // namespace

QString newInviteCode(SecretHasher &hasher)
{
    const QByteArray random = hasher.tokenHash(hasher.mintToken()).right(CodeSymbols);
    QString code;
    for (int i = 0; i < CodeSymbols; ++i) {
        if (i > 0 && i % GroupSymbols == 0)
            code += u'-';
        code += QLatin1Char(Symbols[quint8(random.at(i)) % (sizeof Symbols - 1)]);
    }
    return code;
}

QString plainInviteCode(const QString &typed)
{
    QString plain;
    for (const QChar character : typed.toLower()) {
        if (character == u'-' || character.isSpace())
            continue;
        const char16_t symbol = character == u'o'                        ? u'0'
                                : character == u'i' || character == u'l' ? u'1'
                                                                         : character.unicode();
        if (symbol > 0x7f || !QLatin1String(Symbols).contains(QChar(symbol)))
            return {};
        plain += QChar(symbol);
        if (plain.size() > CodeSymbols)
            return {};
    }
    return plain.size() == CodeSymbols ? plain : QString();
}

} // namespace banter
