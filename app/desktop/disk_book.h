// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/sign_in_book.h"
#include "store/accounts_file.h"
#include "store/secrets.h"

#include <QObject>
#include <QThreadPool>

namespace banter::desktop {

/// The sign-ins of the data folder: the list in a file, the tokens in the keychain or an owner-only file. GUI thread;
/// the disk is touched on a thread of its own.
class DiskBook final : public SignInBook {
public:
    /// `useKeychain` false: leaves nothing in the system's keychain, for a demo.
    DiskBook(QString dataDir, bool useKeychain);
    ~DiskBook() override; ///< as finish()
    /// The end: what was remembered or forgotten is on the disk, or in the keychain, before this returns, as
    /// SecretStore::finish() has it. Nobody is answered any more.
    void finish();

    void open(std::function<void(Opened)> then) override;
    void find(const SavedAccount &account, std::function<void(std::optional<SavedAccount>)> then) override;
    void remember(const SavedAccount &account, const QString &token) override;
    void keepToken(const SavedAccount &account, const QString &token) override;
    void use(const SavedAccount &account) override;
    void forgetToken(const SavedAccount &account) override;
    void forget(const SavedAccount &account) override;
    void eraseStore(const SavedAccount &account) override;
    QString key(const SavedAccount &account) const override;
    QString storeFile(const SavedAccount &account) const override;
    QString serverFile(const SavedAccount &account) const override;

private:
    void change(std::function<Status(const QString &file)> how);
    void saveToken(const SavedAccount &account, const QString &token);
    void onRead(const KnownAccounts &known, const std::function<void(Opened)> &then);
    void loadToken(Opened opened, std::size_t next, const std::function<void(Opened)> &then);

    QString m_dataDir;
    std::unique_ptr<SecretStore> m_secrets;
    QObject m_home; // callbacks are bound to it: none after it is gone
    QThreadPool m_disk;
};

} // namespace banter::desktop
