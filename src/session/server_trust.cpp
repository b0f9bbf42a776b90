// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/server_trust.h"

#include <utility>

namespace banter {

QString ServerTrust::challenge(Random &random)
{
    constexpr int Words = 4;
    constexpr int WordDigits = 16;
    m_challenge.clear();
    for (int i = 0; i < Words; ++i)
        m_challenge += QString::number(random.next(), 16).rightJustified(WordDigits, u'0');
    return m_challenge;
}

ServerTrust::Verdict ServerTrust::judge(const std::optional<protocol::ServerProof> &proof)
{
    const QString challenge = std::exchange(m_challenge, QString());
    m_shown = proof ? protocol::provenFingerprint(*proof, challenge) : QString();
    if (!m_known.isEmpty())
        return m_shown == m_known ? Verdict::Known : Verdict::Another;
    return proof && m_shown.isEmpty() ? Verdict::Unproven : Verdict::Known;
}

} // namespace banter
