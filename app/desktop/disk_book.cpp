// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "disk_book.h"

#include "core/clock.h"
#include "store/paths.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace banter::desktop {

namespace {

SignInBook::SecretPlace placeOf(banter::SecretPlace place)
{
    switch (place) {
    case banter::SecretPlace::Keychain:
        return SignInBook::SecretPlace::Keychain;
    case banter::SecretPlace::OwnerOnlyFile:
        return SignInBook::SecretPlace::OwnerOnlyFile;
    case banter::SecretPlace::Nowhere:
        break;
    }
    return SignInBook::SecretPlace::Unknown;
}

SavedAccount saved(const KnownAccount &known)
{
    return {known.server, known.user, known.dialect, known.keep, known.hosted, known.openWay};
}

KnownAccount knownNow(const SavedAccount &account, bool listed)
{
    return {account.server, account.user,           account.dialect, account.keep,
            account.hosted, SystemClock().wallMs(), account.openWay, listed};
}

QString keyOf(const SavedAccount &account)
{
    return accountKey(lastingAddress(knownNow(account, false)), account.user);
}

QString clientStore(const QString &dataDir, const SavedAccount &account)
{
    return clientStoreFile(dataDir, lastingAddress(knownNow(account, false)), account.user);
}

} // namespace

DiskBook::DiskBook(QString dataDir, bool useKeychain)
    : m_dataDir(std::move(dataDir)), m_secrets(makeSecretStore(m_dataDir, useKeychain))
{
    m_disk.setMaxThreadCount(1); // the list has one writer
}

DiskBook::~DiskBook()
{
    finish();
}

void DiskBook::finish()
{
    m_secrets->finish();
    m_disk.waitForDone();
}

void DiskBook::open(std::function<void(Opened)> then)
{
    m_disk.start([this, file = accountsFile(m_dataDir), then = std::move(then)] {
        const KnownAccounts known = readAccounts(file);
        QMetaObject::invokeMethod(
            &m_home, [this, known, then] { onRead(known, then); }, Qt::QueuedConnection);
    });
}

void DiskBook::onRead(const KnownAccounts &known, const std::function<void(Opened)> &then)
{
    if (!known.report.isEmpty()) {
        qWarning("%s", qPrintable(known.report));
    }
    Opened opened;
    if (!known.accounts.empty()) {
        opened.last = saved(known.accounts.front());
    }
    std::vector<KnownAccount> listed;
    std::copy_if(known.accounts.begin(), known.accounts.end(), std::back_inserter(listed),
                 [](const KnownAccount &each) { return each.listed; });
    std::stable_sort(listed.begin(), listed.end(),
                     [](const KnownAccount &a, const KnownAccount &b) { return a.addedAt < b.addedAt; });
    for (const KnownAccount &each : listed) {
        opened.accounts.push_back({saved(each), {}});
    }
    loadToken(std::move(opened), 0, then);
}

// One after the other, and where the secrets are when there is none to be found.
void DiskBook::loadToken(Opened opened, std::size_t next, const std::function<void(Opened)> &then)
{
    while (next < opened.accounts.size() && !opened.accounts[next].account.keep) {
        ++next;
    }
    if (next < opened.accounts.size()) {
        m_secrets->load(keyOf(opened.accounts[next].account),
                        [this, opened, next, then](const QString &token, banter::SecretPlace place) mutable {
                            opened.accounts[next].token = token;
                            if (place != banter::SecretPlace::Nowhere) {
                                opened.place = placeOf(place);
                            }
                            loadToken(std::move(opened), next + 1, then);
                        });
    } else if (opened.place != SecretPlace::Unknown) {
        then(opened);
    } else {
        m_secrets->where([then, opened](banter::SecretPlace where) mutable {
            opened.place = placeOf(where);
            then(opened);
        });
    }
}

void DiskBook::find(const SavedAccount &account, std::function<void(std::optional<SavedAccount>)> then)
{
    m_disk.start([this, file = accountsFile(m_dataDir), key = keyOf(account), then = std::move(then)] {
        std::optional<SavedAccount> found;
        for (const KnownAccount &known : readAccounts(file).accounts) {
            if (!found && keyOf(saved(known)) == key) {
                found = saved(known);
            }
        }
        QMetaObject::invokeMethod(
            &m_home, [found, then] { then(found); }, Qt::QueuedConnection);
    });
}

void DiskBook::change(std::function<Status(const QString &file)> how)
{
    m_disk.start([file = accountsFile(m_dataDir), how = std::move(how)] {
        if (const Status kept = how(file); !kept.ok()) {
            qWarning("%s", qPrintable(kept.error().message));
        }
    });
}

void DiskBook::remember(const SavedAccount &account, const QString &token)
{
    change([known = knownNow(account, account.keep)](const QString &file) { return putAccount(file, known); });
    if (!account.keep) {
        m_secrets->remove(keyOf(account));
    } else if (!token.isEmpty()) {
        saveToken(account, token);
    }
}

void DiskBook::keepToken(const SavedAccount &account, const QString &token)
{
    if (!account.keep) {
        return;
    }
    change(
        [known = knownNow(account, true)](const QString &file) { return putAccount(file, known, AccountPlace::Same); });
    saveToken(account, token);
}

void DiskBook::saveToken(const SavedAccount &account, const QString &token)
{
    m_secrets->save(keyOf(account), token, [](banter::SecretPlace place) {
        if (place == banter::SecretPlace::Nowhere) {
            qWarning("The sign-in could not be kept: you will be asked for the password next time.");
        }
    });
}

void DiskBook::use(const SavedAccount &account)
{
    change([known = knownNow(account, account.keep)](const QString &file) {
        return useAccount(file, known, known.usedAt);
    });
}

void DiskBook::forgetToken(const SavedAccount &account)
{
    KnownAccount forgotten = knownNow(account, account.keep);
    forgotten.keep = false;
    change([forgotten](const QString &file) { return putAccount(file, forgotten, AccountPlace::Same); });
    m_secrets->remove(keyOf(account));
}

void DiskBook::forget(const SavedAccount &account)
{
    change([known = knownNow(account, false)](const QString &file) { return removeAccount(file, known); });
    m_secrets->remove(keyOf(account));
}

void DiskBook::eraseStore(const SavedAccount &account)
{
    const QString folder = QFileInfo(clientStore(m_dataDir, account)).absolutePath();
    m_disk.start([folder] {
        if (!QDir(folder).removeRecursively()) {
            qWarning("%s could not be deleted.", qPrintable(folder));
        }
    });
}

QString DiskBook::key(const SavedAccount &account) const
{
    return keyOf(account);
}

QString DiskBook::storeFile(const SavedAccount &account) const
{
    const QString file = clientStore(m_dataDir, account);
    if (const Status made = makeFolderFor(file); !made.ok()) {
        qWarning("%s", qPrintable(made.error().message)); // opening the store then fails, and says so in the window
    }
    return file;
}

QString DiskBook::serverFile(const SavedAccount &account) const
{
    return knownServerFile(m_dataDir, lastingAddress(knownNow(account, account.keep)));
}

} // namespace banter::desktop
