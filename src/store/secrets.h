// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QObject>

#include <functional>
#include <memory>

namespace banter {

/// Where a secret is, so that people can be told honestly.
enum class SecretPlace {
    Nowhere,
    Keychain,      ///< the system's: Secret Service or KWallet, macOS Keychain, Windows Credential Store
    OwnerOnlyFile, ///< a file in the data folder that other accounts of this machine cannot read
};

/// Keeps small secrets by name. Nothing here waits: the callbacks come later, on the thread that made the store, and
/// never after it is gone. A keychain that does not answer within 3 s (a D-Bus service that hangs) counts as absent.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// `then` gets the place it was put in; Nowhere when not even the file could be written.
    virtual void save(const QString &name, const QString &secret, std::function<void(SecretPlace)> then) = 0;
    /// `then` gets an empty text and Nowhere when there is none.
    virtual void load(const QString &name, std::function<void(const QString &, SecretPlace)> then) = 0;
    /// Takes it away from wherever it is.
    virtual void remove(const QString &name) = 0;
};

/// The system's keychain, and a file in `dataDir` where there is none. `useKeychain` false: the file only (tests, and
/// a demo that must leave nothing behind).
std::unique_ptr<SecretStore> makeSecretStore(const QString &dataDir, bool useKeychain = true);

} // namespace banter
