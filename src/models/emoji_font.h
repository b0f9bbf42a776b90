// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <memory>

namespace banter {

/// What this computer can show of emoji. Both questions are about texts as the picker draws them, withoutSelectors().
/// GUI thread.
class EmojiFont {
public:
    EmojiFont() = default;
    virtual ~EmojiFont() = default;
    EmojiFont(const EmojiFont &) = delete;
    EmojiFont &operator=(const EmojiFont &) = delete;

    /// The font that emoji are drawn with; empty: the interface's own, and those that the system falls back to.
    virtual QString family() const = 0;
    /// Whether there is a picture for each of its characters. Under a microsecond.
    virtual bool hasCharacters(const QString &text) = 0;
    /// Whether its characters come together to one picture, and do not stand beside each other. About 0.3 ms.
    virtual bool isOnePicture(const QString &text) = 0;
};

/// The one that is installed. Looking for it takes some milliseconds.
std::unique_ptr<EmojiFont> systemEmojiFont();

} // namespace banter
