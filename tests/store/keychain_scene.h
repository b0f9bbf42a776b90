// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/secrets.h"
#include "tests/store/checks.h"

#include <QTemporaryDir>

namespace banter::testing {

/// Saves, loads and removes with the keychain of this process's environment, which must not be there: all of it ends up
/// in the file, within the deadline and some time for a busy machine.
inline void secretsGoToTheFile()
{
    constexpr int PatienceMs = int(SecretStore::KeychainDeadlineMs) + 15'000;
    const QString name = QStringLiteral("ann");
    const QString token = QStringLiteral("token");
    const QTemporaryDir dir;
    const auto store = makeSecretStore(dir.path());
    std::optional<SecretPlace> saved;
    std::optional<SecretPlace> would;
    std::optional<QString> loaded;
    std::optional<QString> removed;
    store->save(name, token, [&](SecretPlace place) { saved = place; });
    store->where([&](SecretPlace place) { would = place; });
    store->load(name, [&](const QString &secret, SecretPlace) { loaded = secret; });
    store->remove(name);
    store->load(name, [&](const QString &secret, SecretPlace) { removed = secret; });
    QTRY_VERIFY_WITH_TIMEOUT(removed, PatienceMs);
    QVERIFY(saved == SecretPlace::OwnerOnlyFile);
    QVERIFY(would == SecretPlace::OwnerOnlyFile);
    QCOMPARE(*loaded, token);
    QCOMPARE(*removed, QString());
}

} // namespace banter::testing
