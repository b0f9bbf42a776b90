// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace banter {

/// Carries one answer from the keychain's thread to the thread that asked: it is connected there, lives here, and takes
/// its leave once it has answered. Whoever asked may be gone by then.
class KeychainReply final : public QObject {
    Q_OBJECT
public:
    void answer(int kind, const QString &secret)
    {
        Q_EMIT answered(kind, secret);
        deleteLater();
    }

Q_SIGNALS:
    /// `kind` is a Keychain::Answer.
    void answered(int kind, const QString &secret);
};

} // namespace banter
