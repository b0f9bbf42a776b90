// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace banter::profile {

/// Why a file was refused, and the line, from 1.
struct Fault {
    int line = 1;
    QString reason;
};

/// A JSON value that knows the line it begins in.
struct Located {
    enum class Kind { Null, Flag, Number, Text, List, Object };
    struct Member;

    Kind kind = Kind::Null;
    int line = 1;
    bool flag = false;
    double number = 0;
    QString text;
    std::vector<Located> list;
    std::vector<Member> members; ///< in the file's order; no name comes twice

    const Located *find(const QString &name) const;
    QJsonValue toJson() const;
};
struct Located::Member {
    QString name;
    int line = 1;
    Located value;
};

/// Reads a file that holds one object. A fault for what is no JSON, more than MaxProfileBytes, nested deeper than
/// MaxProfileDepth, or has a member twice. Any thread.
inline constexpr qsizetype MaxProfileBytes = 256 * 1024;
inline constexpr int MaxProfileDepth = 32;
std::variant<Located, Fault> readLocated(const QByteArray &bytes);

} // namespace banter::profile
