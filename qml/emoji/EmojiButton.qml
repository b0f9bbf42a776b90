// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Opens the picker, also by its keys.
IconButton {
    id: button

    required property EmojiModel emoji

    signal picked(string emoji)
    // The keys are free again.
    signal done

    glyph: "emoji"
    text: qsTr("Emoji")
    keys: "Ctrl+."
    unfolded: slot.open
    onClicked: slot.openOver(button)

    EmojiPickerSlot {
        id: slot

        emoji: button.emoji
        onPicked: emoji => button.picked(emoji)
        onClosed: button.done()
    }
    Shortcut {
        sequences: [button.keys]
        enabled: button.visible && button.enabled
        onActivated: slot.openOver(button)
    }
}
