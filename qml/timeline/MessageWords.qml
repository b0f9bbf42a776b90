// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// The words of a message. Most are one text, and then it is no more than that; several blocks lie in it, where there
// are such.
MessageText {
    id: words

    required property markedText shown
    property MarkedBlocks blocks: null
    // Where the last line ends, for what stands behind it.
    readonly property real endWidth: blocks !== null ? blocks.paintedWidth : paintedWidth
    readonly property bool fromRight: blocks !== null ? blocks.fromRight : effectiveHorizontalAlignment === TextEdit.AlignRight

    signal opened(string address)
    // A click, or words are marked in it.
    signal taken

    height: blocks !== null ? blocks.height : implicitHeight
    text: shown.simple ? shown.first.text : ""
    font.pixelSize: shown.emoji > 0 ? Theme.fontEmoji : Theme.fontMessage
    onActiveFocusChanged: if (activeFocus)
        taken()

    Present {
        when: words.shown.formatted

        TextMarks {
            edit: words
            block: words.shown.first
            onOpened: address => words.opened(address)
        }
    }
    Present {
        when: !words.shown.simple

        MarkedBlocks {
            width: words.width
            blocks: words.shown.blocks
            onOpened: address => words.opened(address)
            onTaken: words.taken()
            Component.onCompleted: words.blocks = this
            Component.onDestruction: words.blocks = null
        }
    }
}
