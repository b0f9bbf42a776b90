// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>

namespace banter::test {

// Where SQLite keeps the schema's version: four bytes, big-endian (sqlite.org/fileformat.html, "user version").
inline bool writeUserVersion(const QString &database, quint32 version)
{
    constexpr qint64 Offset = 60;
    QFile file(database);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(Offset))
        return false;
    const char bytes[4] = {char(version >> 24), char(version >> 16), char(version >> 8), char(version)};
    return file.write(bytes, 4) == 4;
}

} // namespace banter::test
