// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// In place of the words of a message that was deleted, or is about to be. The row says so to screen readers.
Item {
    id: line

    property bool waiting: false
    property string note: ""

    implicitHeight: words.implicitHeight

    Icon {
        id: mark

        anchors.verticalCenter: words.verticalCenter
        size: Theme.iconSmall
        glyph: line.waiting ? "clock" : "trash"
        color: Theme.textFaint

        HoverHandler {
            id: hover
        }
        Hint {
            wanted: hover.hovered
            words: line.note
        }
    }
    AppText {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gapSmall
        anchors.right: parent.right
        text: qsTr("Message deleted")
        font.pixelSize: Theme.fontMessage
        font.italic: true
        color: Theme.textFaint
        Accessible.ignored: true
    }
}
