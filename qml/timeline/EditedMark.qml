// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Its author gave the message another text after it was sent; a pointer over it shows when. The row says so to screen
// readers.
AppText {
    id: mark

    required property string at

    text: qsTr("edited", "a message")
    font.pixelSize: Theme.fontSmall
    color: Theme.textFaint
    Accessible.ignored: true

    HoverHandler {
        id: hover
    }
    Hint {
        wanted: hover.hovered && mark.at !== ""
        words: qsTr("Edited %1", "a message, day and time").arg(mark.at)
    }
}
