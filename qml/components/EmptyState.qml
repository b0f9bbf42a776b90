// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Nothing to show here: what that means, and what can be done.
Column {
    id: empty

    property alias glyph: picture.glyph
    property alias title: heading.text
    property alias words: sentence.text
    default property alias extras: more.data

    width: Math.min(parent.width - 2 * Theme.gapHuge, Math.round(380 * Theme.textScale))
    anchors.centerIn: parent
    spacing: Theme.gapSmall

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.round(64 * Theme.textScale)
        height: width
        radius: width / 2
        color: Theme.accentSoft

        Icon {
            id: picture

            anchors.centerIn: parent
            glyph: ""
            size: Math.round(28 * Theme.textScale)
            color: Theme.accentText
        }
    }
    Item {
        width: 1
        height: Theme.gapTiny
    }
    AppText {
        id: heading

        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        font.pixelSize: Theme.fontTitle
        font.weight: Font.DemiBold
    }
    AppText {
        id: sentence

        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.textSoft
        lineHeight: 1.25
    }
    Item {
        width: 1
        height: Theme.gapTiny
    }
    Row {
        id: more

        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.gapSmall
    }
}
