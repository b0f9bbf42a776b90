// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Which emoji the pointer or the keys are at, and what it is called.
Item {
    id: preview

    required property string sign
    required property string name
    required property string code
    required property string family

    implicitHeight: Math.round(44 * Theme.textScale)

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }
    EmojiSign {
        id: picture

        anchors.left: parent.left
        anchors.verticalCenter: words.verticalCenter
        width: Math.round(40 * Theme.textScale)
        text: preview.sign
        family: preview.family
        size: Math.round(28 * Theme.textScale)
    }
    Column {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: Theme.gapTiny
        anchors.right: parent.right
        anchors.bottom: parent.bottom

        AppText {
            objectName: "emojiName"
            width: parent.width
            text: preview.name
        }
        AppText {
            objectName: "emojiCode"
            width: parent.width
            visible: text !== ""
            text: preview.code
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
        }
    }
}
