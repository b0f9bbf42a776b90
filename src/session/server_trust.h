// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "protocol/server_proof.h"

#include <QString>

#include <optional>

namespace banter {

/// Whether the server at the other end may be told a secret: the one that this account knows, by its fingerprint, and
/// nobody else. Trusts the first one that proves itself. Pure; one thread.
class ServerTrust {
public:
    /// From now on this one and no other; empty: none is known.
    void know(const QString &fingerprint) { m_known = fingerprint; }
    const QString &known() const { return m_known; }

    /// What a server is to prove itself over, new for each link: 256 bits in hexadecimal digits.
    QString challenge(Random &random);

    enum class Verdict {
        Known,    ///< it is the one, or the first, or there never was one that could prove itself
        Another,  ///< it is not the one that is known
        Unproven, ///< it said that it could prove itself, and could not
    };
    /// `proof`: the server's over the last challenge; none when it cannot give any. A challenge is good for one.
    Verdict judge(const std::optional<protocol::ServerProof> &proof);
    /// The fingerprint that was proven last; empty when none was.
    const QString &shown() const { return m_shown; }

private:
    QString m_known;
    QString m_shown;
    QString m_challenge;
};

} // namespace banter
