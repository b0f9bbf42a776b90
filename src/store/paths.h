// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QUrl>

// Where things are in a data folder. Names are hashes: what people or servers are called is never part of a path.
namespace banter {

/// Names an account in 32 hexadecimal digits (128 bits of SHA-256), for files and for the keychain. Addresses that mean
/// the same (letter case, a port that is the scheme's own, a slash at the end) and names that are one person's give the
/// same key. Pure; any thread.
QString accountKey(const QUrl &server, const QString &user);

/// The file with the server that was met last at an address, see known_server.h. Addresses that mean the same give the
/// same file. Pure; any thread.
QString knownServerFile(const QString &dataDir, const QUrl &server);

/// The list of accounts, see accounts_file.h. Pure; any thread.
QString accountsFile(const QString &dataDir);

/// The file of an account's store, to be opened with openClientStore(). Pure; any thread.
QString clientStoreFile(const QString &dataDir, const QUrl &server, const QString &user);

/// Makes the folder of `file`, and those above it, for this user only. StorageFull when that fails. Blocks on the disk.
Status makeFolderFor(const QString &file);

} // namespace banter
