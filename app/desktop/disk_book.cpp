// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "disk_book.h"

#include "core/clock.h"
#include "store/paths.h"

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

// The server in this program may come up on another port, and is the same one all the same.
QUrl placeOfServer(const QUrl &server, bool hosted)
{
    return hosted ? QUrl(QStringLiteral("ws://here.invalid")) : server;
}

SavedAccount saved(const KnownAccount &known)
{
    return {known.server, known.user, known.dialect, known.keep, known.hosted, known.openWay};
}

QString keyOf(const SavedAccount &account)
{
    return accountKey(placeOfServer(account.server, account.hosted), account.user);
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
    if (known.accounts.empty()) {
        m_secrets->where([then, opened](banter::SecretPlace place) mutable {
            opened.place = placeOf(place);
            then(opened);
        });
        return;
    }
    opened.last = saved(known.accounts.front());
    m_secrets->load(keyOf(*opened.last), [this, then, opened](const QString &token, banter::SecretPlace place) mutable {
        opened.token = token;
        if (place != banter::SecretPlace::Nowhere) {
            opened.place = placeOf(place);
            then(opened);
            return;
        }
        m_secrets->where([then, opened](banter::SecretPlace where) mutable {
            opened.place = placeOf(where);
            then(opened);
        });
    });
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

void DiskBook::put(const SavedAccount &account)
{
    const KnownAccount known{account.server, account.user,           account.dialect, account.keep,
                             account.hosted, SystemClock().wallMs(), account.openWay};
    m_disk.start([file = accountsFile(m_dataDir), known] {
        if (const Status kept = putAccount(file, known); !kept.ok()) {
            qWarning("%s", qPrintable(kept.error().message));
        }
    });
}

void DiskBook::remember(const SavedAccount &account, const QString &token)
{
    put(account);
    const QString name = keyOf(account);
    if (!account.keep) {
        m_secrets->remove(name);
    } else if (!token.isEmpty()) {
        m_secrets->save(name, token, [](banter::SecretPlace place) {
            if (place == banter::SecretPlace::Nowhere) {
                qWarning("The sign-in could not be kept: you will be asked for the password next time.");
            }
        });
    }
}

void DiskBook::forgetToken(const SavedAccount &account)
{
    SavedAccount forgotten = account;
    forgotten.keep = false;
    put(forgotten);
    m_secrets->remove(keyOf(account));
}

QString DiskBook::storeFile(const SavedAccount &account) const
{
    const QString file = clientStoreFile(m_dataDir, placeOfServer(account.server, account.hosted), account.user);
    if (const Status made = makeFolderFor(file); !made.ok()) {
        qWarning("%s", qPrintable(made.error().message)); // opening the store then fails, and says so in the window
    }
    return file;
}

} // namespace banter::desktop
