// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>
#include <memory>

namespace banter {

/// The system's keychain: Secret Service or KWallet, macOS Keychain, Windows Credential Store. For the thread that made
/// it, which needs an event loop. Nothing waits. A callback comes once or, when the service hangs, never, and never
/// after the keychain is gone; whoever asks needs a deadline.
class Keychain {
public:
    enum class Answer {
        Done,
        NoEntry, ///< it works, and holds nothing of that name
        Refused, ///< the person said no
        Absent,  ///< there is none, or it failed
    };

    virtual ~Keychain() = default;
    /// `name` and `secret` are not empty.
    virtual void write(const QString &name, const QString &secret, std::function<void(Answer)> then) = 0;
    /// The text is empty unless Done.
    virtual void read(const QString &name, std::function<void(Answer, const QString &)> then) = 0;
    virtual void erase(const QString &name, std::function<void(Answer)> then) = 0;
};

/// The one of this system, in which all entries belong to the service "banter"; null when the program was built without
/// QtKeychain.
std::unique_ptr<Keychain> makeSystemKeychain();

} // namespace banter
