// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Who this is, beside the form where there is room for it.
Rectangle {
    id: panel

    color: Theme.rail

    component Promise: Item {
        id: promise

        required property string glyph
        required property string words

        width: parent.width
        height: Math.max(mark.height, sentence.implicitHeight)

        Rectangle {
            id: mark

            anchors.left: parent.left
            width: Theme.control
            height: width
            radius: Theme.radius + 2
            color: Theme.accentSoft

            Icon {
                anchors.centerIn: parent
                glyph: promise.glyph
                color: Theme.accentText
            }
        }
        AppText {
            id: sentence

            anchors.left: mark.right
            anchors.leftMargin: Theme.gap
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: promise.words
            wrapMode: Text.Wrap
            color: Theme.textSoft
            lineHeight: 1.2
        }
    }

    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.line
    }
    Column {
        anchors.verticalCenter: parent.verticalCenter
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - 4 * Theme.gapHuge, Math.round(360 * Theme.textScale))
        spacing: Theme.gapHuge

        Icon {
            // The drawing has a margin of an eighth.
            anchors.left: parent.left
            anchors.leftMargin: -size / 8
            glyph: "mark"
            size: Math.round(56 * Theme.textScale)
            color: Theme.accentText
        }
        Column {
            width: parent.width
            spacing: Theme.gapSmall

            AppText {
                width: parent.width
                text: qsTr("Banter")
                font.pixelSize: Theme.fontDisplay
                font.weight: Font.Bold
                Accessible.role: Accessible.Heading
            }
            AppText {
                width: parent.width
                text: qsTr("Talk with the people you work and live with, on a server of your own.")
                wrapMode: Text.Wrap
                font.pixelSize: Theme.fontTitle
                color: Theme.textSoft
                lineHeight: 1.25
            }
        }
        Column {
            width: parent.width
            spacing: Theme.gapLarge

            Promise {
                glyph: "check"
                words: qsTr("What you send arrives once and in order, even when the network does not behave.")
            }
            Promise {
                glyph: "pulse"
                words: qsTr("You always see whether you are connected, and what happens to your messages.")
            }
            Promise {
                glyph: "board"
                words: qsTr("Every room has a board where you see each other's pointers move.")
            }
        }
    }
}
