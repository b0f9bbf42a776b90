// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace banter {

/// What somebody who writes a message is about to name: an emoji after a colon, or a person after an @.
struct TypedPlace {
    enum class Kind { Emoji, Person };

    Kind kind = Kind::Emoji;
    qsizetype from = 0; ///< where the sign stands, in UTF-16 units
    QString name;       ///< what stands between the sign and the cursor; may be empty
    /// A second colon was the last thing before the cursor; it is not of the name.
    bool closed = false;
};

/// That of the cursor's place in `text`, 0 to its length in UTF-16 units. Nothing within code, as Markdown has it, and
/// nothing where the sign comes after a letter or a digit, as in 10:30, in http:// and in an address of mail; nor where
/// there is more than MaxTypedName after it. Pure; any thread.
std::optional<TypedPlace> typedPlace(const QString &text, qsizetype cursor);

constexpr qsizetype MaxTypedName = 64;

} // namespace banter
