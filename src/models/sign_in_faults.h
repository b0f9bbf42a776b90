// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/start_model.h"

namespace banter {

/// What is wrong with a sign-in, and where to look for it.
struct SignInFault {
    std::function<QString()> words; ///< one sentence, translated anew at each call
    StartModel::ErrorField field = StartModel::NoField;
};

/// What was tried, as far as a failure depends on it.
struct TriedSignIn {
    bool creating = false;   ///< an account that is new
    bool hosted = false;     ///< on the server in this program: no address was typed
    bool needsFile = false;  ///< a profile file says what the server speaks
    bool takesToken = false; ///< in place of a password
    bool hadCode = false;    ///< an invitation code was typed
    ErrorSource source = ErrorSource::OwnServer;
};

/// What a sign-in must have before anything is asked of a server. Nothing: it has it.
std::optional<SignInFault> faultOfTyped(const QString &name, const QString &password, bool needsPassword);
/// What a new account must have. The server says the same, a round trip later and in words that are not for people.
std::optional<SignInFault> faultOfNew(const QString &name, const QString &password);
/// Why it failed.
SignInFault faultOf(const SignIn::Failure &failure, const TriedSignIn &tried);

} // namespace banter
