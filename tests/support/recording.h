// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"

#include <QDir>
#include <QFile>

#include <vector>

// Conversations that programs of an earlier version had: tests/recordings/README.md.
namespace banter::testing {

struct RecordedLine {
    enum class Who { Subprotocol, Client, Server, SomebodyElse, End };
    Who who = Who::End;
    Frame frame; ///< of the subprotocol and the end: what was noted of it
};

/// The links of one version, each as its lines in their order. Empty where there are none.
inline std::vector<std::vector<RecordedLine>> recordedLinks(const QString &folder, const QString &version)
{
    using Who = RecordedLine::Who;
    const QDir dir(QDir(folder).filePath(version));
    std::vector<std::vector<RecordedLine>> links;
    for (const QString &name : dir.entryList({QStringLiteral("*.frames")}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        std::vector<RecordedLine> lines;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().trimmed();
            const char kind = line.isEmpty() ? ' ' : line.front();
            const bool binary = kind == 'c' || kind == 's';
            const QByteArray rest = binary ? QByteArray::fromHex(line.mid(2)) : line.mid(2);
            const Who who = kind == 'P'                  ? Who::Subprotocol
                            : kind == 'C' || kind == 'c' ? Who::Client
                            : kind == 'S' || kind == 's' ? Who::Server
                            : kind == 'B'                ? Who::SomebodyElse
                                                         : Who::End;
            lines.push_back({who, {binary, rest}});
        }
        links.push_back(std::move(lines));
    }
    return links;
}

} // namespace banter::testing
