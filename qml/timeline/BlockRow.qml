// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// One block of a message, set in by the quotes and lists that it is in. They stand at the side where its words begin.
Item {
    id: row

    required property markedBlock modelData
    readonly property markedBlock block: modelData
    readonly property int step: Theme.gapLarge + 2
    readonly property int quoted: block.quote * (Theme.gapSmall + 4)
    readonly property int listed: block.list > 0 ? (block.list - 1) * step + Math.max(step, mark.implicitWidth + Theme.gapTiny + 2) : 0
    readonly property int edge: quoted + listed
    readonly property bool boxed: block.code || block.rule
    readonly property bool fromRight: boxed ? Theme.mirrored : words.effectiveHorizontalAlignment === TextEdit.AlignRight
    readonly property real paintedWidth: edge + (boxed ? width - edge : words.paintedWidth)

    signal opened(string address)
    signal taken

    height: block.code ? code.count > 0 ? code.itemAt(0).height + 2 : 0 : block.rule ? 2 * Theme.gapSmall + 1 : words.height

    Repeater {
        model: row.block.quote > 0 ? row.block.quote : undefined

        Rectangle {
            required property int index

            objectName: "quoteBar"
            x: row.fromRight ? row.width - width - index * (Theme.gapSmall + 4) : index * (Theme.gapSmall + 4)
            width: 3
            height: row.height
            radius: 1
            color: Theme.fieldLine
        }
    }
    AppText {
        id: mark

        visible: text !== ""
        x: row.fromRight ? row.width - row.edge + Theme.gapTiny + 2 : row.edge - width - Theme.gapTiny - 2
        text: row.block.marker
        font.pixelSize: Theme.fontMessage
        color: Theme.textSoft
        Accessible.ignored: true
    }
    MessageText {
        id: words

        visible: !row.boxed
        x: row.fromRight ? 0 : row.edge
        width: row.width - row.edge
        text: row.boxed ? "" : row.block.text
        color: row.block.quote > 0 ? Theme.textSoft : Theme.text
        onActiveFocusChanged: if (activeFocus)
            row.taken()

        Present {
            when: !row.boxed

            TextMarks {
                edit: words
                block: row.block
                onOpened: address => row.opened(address)
            }
        }
    }
    Present {
        id: code

        when: row.block.code

        CodeBlock {
            x: row.fromRight ? 0 : row.edge
            width: row.width - row.edge
            height: implicitHeight
            block: row.block
            onTaken: row.taken()
        }
    }
    Present {
        when: row.block.rule

        Rectangle {
            objectName: "rule"
            x: row.fromRight ? 0 : row.edge
            y: Theme.gapSmall
            width: row.width - row.edge
            height: 1
            color: Theme.fieldLine
        }
    }
}
