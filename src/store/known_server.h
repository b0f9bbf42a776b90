// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>

namespace banter {

/// Which server was met last at an address, for every account that is used there: a name that was never used there is
/// told to nobody else either. Calls block on the disk; one thread.
class KnownServer {
public:
    virtual ~KnownServer() = default;
    /// Its fingerprint as it was put; empty when none was, or it cannot be read.
    virtual QString fingerprint() const = 0;
    /// StorageFull; the former one holds then.
    virtual Status put(const QString &fingerprint) = 0;
};

/// The same in a file of its own (see knownServerFile() in paths.h), so that several programs at once spoil nothing.
class KnownServerFile final : public KnownServer {
public:
    explicit KnownServerFile(QString file) : m_file(std::move(file)) {}
    QString fingerprint() const override;
    Status put(const QString &fingerprint) override;

private:
    QString m_file;
};

} // namespace banter
