// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/sign_in_faults.h"

#include "models/error_text.h"
#include "models/text_rules.h"
#include "protocol/limits.h"

namespace banter {

namespace {

StartModel::ErrorField fieldOf(const SignIn::Failure &failure)
{
    switch (failure.trouble) { // where another address would not help, the address is not what is wrong
    case ConnectionTrouble::OutOfService:
    case ConnectionTrouble::Gateway:
    case ConnectionTrouble::TooMany:
    case ConnectionTrouble::ServerFull:
    case ConnectionTrouble::NoNetwork:
        return StartModel::NoField;
    default:
        break;
    }
    switch (failure.code) {
    case ErrorCode::Unauthorized:
        return StartModel::Password;
    case ErrorCode::NameTaken:
    case ErrorCode::BadText:
        return StartModel::Name;
    case ErrorCode::NotConnected:
    case ErrorCode::TimedOut:
        return StartModel::Address;
    default:
        return StartModel::NoField;
    }
}

QString wordsOf(const SignIn::Failure &failure, ErrorSource source)
{
    if (failure.trouble == ConnectionTrouble::ServerFull && source == ErrorSource::HostedServer) {
        return errorText(ErrorCode::StorageFull);
    }
    const bool ofConnection =
        failure.trouble != ConnectionTrouble::None && failure.trouble != ConnectionTrouble::Credentials;
    return ofConnection ? troubleText(failure.trouble, failure.words)
                        : errorText(Error{failure.code, failure.words, 0}, source);
}

// What the server's refusal means for somebody who wants to be new there. Nothing: nothing of its own.
std::optional<SignInFault> faultOfRefusedAccount(ErrorCode code, bool hadCode)
{
    switch (code) {
    case ErrorCode::BadText:
        return SignInFault{[] { return StartModel::tr("This server does not take that name. Choose another one."); },
                           StartModel::Name};
    case ErrorCode::TooLarge:
        return SignInFault{tooManyAccountsText, StartModel::NoField};
    case ErrorCode::Forbidden:
        return SignInFault{
            [hadCode] {
                return hadCode
                           ? StartModel::tr("That code is wrong, or was used already.")
                           : StartModel::tr("This server takes new people only with an invitation code. Ask somebody "
                                            "who is there for one.");
            },
            StartModel::Code};
    case ErrorCode::NotSupported:
        return SignInFault{
            [] { return StartModel::tr("This server takes no new people. Ask whoever runs it for an account."); },
            StartModel::NoField};
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<SignInFault> faultOfTyped(const QString &name, const QString &password, bool needsPassword)
{
    if (name.trimmed().isEmpty()) {
        return SignInFault{[] { return StartModel::tr("Enter your name."); }, StartModel::Name};
    }
    if (needsPassword && password.isEmpty()) {
        return SignInFault{[] { return StartModel::tr("Enter your password."); }, StartModel::Password};
    }
    return std::nullopt;
}

std::optional<SignInFault> faultOfNew(const QString &name, const QString &password)
{
    if (!TextRules::personFault(name).isEmpty()) {
        return SignInFault{[name] { return TextRules::personFault(name); }, StartModel::Name};
    }
    if (!TextRules::passwordFault(password).isEmpty()) {
        return SignInFault{[password] { return TextRules::passwordFault(password); }, StartModel::Password};
    }
    if (password.size() < protocol::limits::MinPasswordChars) {
        return SignInFault{
            [] {
                return StartModel::tr("A password has at least %1 characters.").arg(protocol::limits::MinPasswordChars);
            },
            StartModel::Password};
    }
    return std::nullopt;
}

SignInFault faultOf(const SignIn::Failure &failure, const TriedSignIn &tried)
{
    if (!tried.hosted && tried.needsFile && failure.code == ErrorCode::BadRequest) {
        return {[failure] { return StartModel::tr("The profile cannot be used: %1").arg(failure.words); },
                StartModel::Profile};
    }
    if (!tried.hosted && tried.takesToken && failure.code == ErrorCode::Unauthorized) {
        return {[] { return StartModel::tr("The server does not accept this token."); }, StartModel::Password};
    }
    if (tried.creating && !failure.here) {
        if (const std::optional<SignInFault> fault = faultOfRefusedAccount(failure.code, tried.hadCode)) {
            return *fault;
        }
    }
    const StartModel::ErrorField field = fieldOf(failure);
    const ErrorSource source = failure.here ? ErrorSource::Here : tried.source;
    // Who hosts typed no address: what is said of it would stand at a field that is not there.
    return {[failure, source] { return wordsOf(failure, source); },
            tried.hosted && field == StartModel::Address ? StartModel::NoField : field};
}

} // namespace banter
