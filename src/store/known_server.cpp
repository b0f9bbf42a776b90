// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/known_server.h"

#include "store/small_file.h"

namespace banter {
namespace {

/// Many times what a fingerprint takes.
constexpr qint64 MaxServerFileBytes = 1'024;

} // namespace

QString KnownServerFile::fingerprint() const
{
    const Result<QByteArray> content = readSmallFile(m_file, MaxServerFileBytes);
    return content.ok() ? QString::fromLatin1(content.value().trimmed()) : QString();
}

Status KnownServerFile::put(const QString &fingerprint)
{
    return writeSmallFile(m_file, fingerprint.toLatin1() + '\n');
}

} // namespace banter
