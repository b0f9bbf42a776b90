// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "store/keychain.h"

namespace banter {

/// Where a secret is, so that people can be told honestly.
enum class SecretPlace {
    Nowhere,
    Keychain,      ///< the system's: Secret Service or KWallet, macOS Keychain, Windows Credential Store
    OwnerOnlyFile, ///< a file in the data folder that other accounts of this machine cannot read
};

/// Keeps small secrets by name (not empty), done one after the other in the order in which they were asked for. Nothing
/// here waits but finish(): the callbacks come later, on the thread that made the store, and never after it is gone.
class SecretStore {
public:
    /// A keychain that does not answer within this time (ms) counts as absent until it does: a D-Bus service may hang.
    static constexpr qint64 KeychainDeadlineMs = 3'000;
    /// A secret's size in UTF-16 units.
    static constexpr qsizetype MaxSecretChars = 16 * 1024;

    virtual ~SecretStore() = default;
    /// `then` gets the place it was put in; Nowhere when the person refused it to the keychain, when not even the file
    /// could be written, or for a secret that is empty or longer than MaxSecretChars.
    virtual void save(const QString &name, const QString &secret, std::function<void(SecretPlace)> then) = 0;
    /// `then` gets an empty text and Nowhere when there is none.
    virtual void load(const QString &name, std::function<void(const QString &, SecretPlace)> then) = 0;
    /// Takes it away from wherever it is.
    virtual void remove(const QString &name) = 0;
    /// Where save() would put a secret now: asks the keychain, which may open its dialog. Never Nowhere.
    virtual void where(std::function<void(SecretPlace)> then) = 0;
    /// The end: what was to be saved or taken away is done before this returns, and nobody is answered any more. Waits
    /// for the keychain KeychainDeadlineMs at most, in a loop of events without those of the mouse and the keys; what
    /// it has not taken by then goes into the file. The destructor does the same.
    virtual void finish() = 0;
};

/// The system's keychain, and the file secrets.json in `dataDir` where there is none. `useKeychain` false: the file
/// only (tests, and a demo that must leave nothing behind).
std::unique_ptr<SecretStore> makeSecretStore(const QString &dataDir, bool useKeychain = true);
/// The same with a keychain of the caller's, or none, and the caller's timers, which must outlive the store.
std::unique_ptr<SecretStore> makeSecretStore(const QString &dataDir, std::unique_ptr<Keychain> keychain,
                                             Scheduler &scheduler);

} // namespace banter
