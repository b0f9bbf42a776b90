// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// A message of several blocks: paragraphs, quotes, items of lists, code and rules, one below the other.
Column {
    id: list

    required property list<var> blocks
    // Where the last line ends, for what stands behind it.
    readonly property BlockRow last: rows.count > 0 ? rows.itemAt(rows.count - 1) as BlockRow : null
    readonly property real paintedWidth: last !== null ? last.paintedWidth : 0
    readonly property bool fromRight: last !== null && last.fromRight

    signal opened(string address)
    // A click, or words are marked in it.
    signal taken

    spacing: 3

    Repeater {
        id: rows

        model: list.blocks

        BlockRow {
            width: list.width
            onOpened: address => list.opened(address)
            onTaken: list.taken()
        }
    }
}
