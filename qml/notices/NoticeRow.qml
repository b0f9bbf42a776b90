// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// What the server told everybody, and when.
Item {
    id: row

    required property string text
    required property string time

    width: ListView.view.width
    height: words.height + 2 * Theme.gap
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2", "time, notice").arg(time).arg(text)

    Icon {
        id: mark

        x: Theme.mirrored ? parent.width - width - Theme.gapLarge : Theme.gapLarge
        y: Theme.gap + 1
        glyph: "info"
        color: Theme.accentText
    }
    Column {
        id: words

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gapLarge + Theme.icon + Theme.gap
        anchors.rightMargin: Theme.gapLarge
        y: Theme.gap
        spacing: 2

        AppText {
            width: Math.min(parent.width, Theme.measure)
            text: row.text
            // Whole sentences begin where their script does.
            horizontalAlignment: undefined
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontMessage
            Accessible.ignored: true
        }
        AppText {
            text: row.time
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
            Accessible.ignored: true
        }
    }
}
