// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>
#include <vector>

namespace banter {

/// An account of this computer's person on some server.
struct SavedAccount {
    QUrl server;
    QString user;
    QString dialect = QStringLiteral("banter");
    bool keep = false;   ///< sign in by itself at the next start
    bool hosted = false; ///< the server is the one in this program
    /// The person said that a secret may go there though others can read it on the way.
    bool openWay = false;
    bool operator==(const SavedAccount &) const = default;
};

/// What is remembered of sign-ins, as the models see it: the accounts in the data folder, their tokens in the system's
/// keychain or an owner-only file. GUI thread; nothing here waits, the callbacks come later on the GUI thread, and
/// never after the book is gone.
class SignInBook {
public:
    enum class SecretPlace { Unknown, Keychain, OwnerOnlyFile };
    /// An account that was kept and not removed since; signed out of, it is here without `keep` and without a token.
    struct Kept {
        SavedAccount account;
        QString token; ///< empty when none is kept
    };
    struct Opened {
        std::vector<Kept> accounts;       ///< in the order in which they were added
        std::optional<SavedAccount> last; ///< was shown last, or signed in to last, kept or not
        SecretPlace place = SecretPlace::Unknown;
    };

    virtual ~SignInBook() = default;
    virtual void open(std::function<void(Opened)> then) = 0;
    /// What is remembered of this person on this server, if anything.
    virtual void find(const SavedAccount &account, std::function<void(std::optional<SavedAccount>)> then) = 0;
    /// The account is the last one from now on. The token is kept only with account.keep; the password never is.
    virtual void remember(const SavedAccount &account, const QString &token) = 0;
    /// Another token of an account that is remembered; which one was last stays as it is.
    virtual void keepToken(const SavedAccount &account, const QString &token) = 0;
    /// A remembered account is the last one from now on.
    virtual void use(const SavedAccount &account) = 0;
    /// Takes the token away and clears `keep`; the account and its history stay.
    virtual void forgetToken(const SavedAccount &account) = 0;
    /// The account is not remembered any more. Its history stays.
    virtual void forget(const SavedAccount &account) = 0;
    /// Deletes the account's history. No session may have it open.
    virtual void eraseStore(const SavedAccount &account) = 0;
    /// Names the account: the same for one person on one server, whatever else is known of it. Not empty.
    virtual QString key(const SavedAccount &account) const = 0;
    /// The file of the account's store.
    virtual QString storeFile(const SavedAccount &account) const = 0;
    /// The file that tells all accounts of a server which one it is, see EngineConfig.
    virtual QString serverFile(const SavedAccount &account) const = 0;
};

} // namespace banter
