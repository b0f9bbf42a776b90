// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

// Every key of settings.ini in the data folder.
namespace banter::settings_keys {

inline const QString Theme = QStringLiteral("look/theme");
inline const QString TextScale = QStringLiteral("look/textScale");
inline const QString Compact = QStringLiteral("look/compact");
inline const QString Language = QStringLiteral("look/language");
inline const QString ReduceMotion = QStringLiteral("look/reduceMotion");
inline const QString ShowMembers = QStringLiteral("look/showMembers");
inline const QString MaxTries = QStringLiteral("connection/maxTries");
inline const QString EmojiTone = QStringLiteral("emoji/tone");
inline const QString RecentEmoji = QStringLiteral("emoji/recent");
inline const QString HostPort = QStringLiteral("host/port");

} // namespace banter::settings_keys
