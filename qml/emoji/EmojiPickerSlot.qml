// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T
import Banter
import Banter.Models

// A place for a picker of emoji, which is made when it is wanted for the first time. `picked` may come several times.
Loader {
    id: slot

    required property EmojiModel emoji
    readonly property bool open: (item as T.Popup)?.visible ?? false

    signal picked(string emoji)
    signal closed

    // Beside `over`, as far as the window has room.
    function openOver(over: Item): void {
        if (item === null)
            setSource("EmojiPicker.qml", {
                parent: over,
                emoji: slot.emoji
            });
        const picker = item as EmojiPicker;
        picker.parent = over;
        picker.open();
    }

    Connections {
        target: slot.item

        function onPicked(emoji: string): void {
            slot.picked(emoji);
        }
        function onClosed(): void {
            slot.closed();
        }
    }
}
