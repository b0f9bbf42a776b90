// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// A hand in the skin tone that was chosen. Opens the choice.
AbstractButton {
    id: button

    required property EmojiModel emoji
    property bool unfolded: false

    implicitWidth: Theme.control
    implicitHeight: Theme.control
    focusPolicy: Qt.TabFocus
    text: qsTr("Skin tone: %1").arg(emoji.toneNames[emoji.tone])
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Accessible.name: text

    contentItem: EmojiSign {
        text: button.emoji.toneSigns[button.emoji.tone]
        family: button.emoji.family
        size: Theme.icon + 2
    }
    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.pressed : button.unfolded ? Theme.accentSoft : button.hovered ? Theme.hover : "transparent"

        FocusRing {
            wanted: button.visualFocus
            distance: 0
        }
    }

    Hint {
        wanted: (button.hovered || button.visualFocus) && !button.down && !button.unfolded
        words: button.text
    }
}
