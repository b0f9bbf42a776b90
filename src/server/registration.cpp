// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/registration.h"

#include <algorithm>

namespace banter {
namespace {

constexpr char Symbols[] = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int CodeSymbols = 12;
constexpr int GroupSymbols = 4;

// After that long an address may ask as often as a new one.
constexpr qint64 FullAgainMs = qint64(1'000 * RegistrationLimits::Burst / RegistrationLimits::PerSecond);

} // namespace

qint64 RegistrationLimits::take(const QString &address, MonoMs now)
{
    if (!m_records.contains(address))
        makeRoom(now);
    Record &record = m_records[address];
    record.seen = now;
    return record.rate.take(now);
}

void RegistrationLimits::makeRoom(MonoMs now)
{
    if (m_records.size() < MaxAddresses)
        return;
    std::erase_if(m_records, [now](const auto &entry) { return entry.second.seen + FullAgainMs <= now; });
    if (m_records.size() >= MaxAddresses)
        m_records.erase(std::min_element(m_records.begin(), m_records.end(), [](const auto &one, const auto &other) {
            return one.second.seen < other.second.seen;
        }));
}

QString newInviteCode(Guard &guard)
{
    const QByteArray random = guard.tokenHash(guard.mintToken()).right(CodeSymbols);
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
