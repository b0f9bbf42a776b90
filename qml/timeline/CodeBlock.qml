// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// Code in a message: monospaced, with colours where the language is known, and copied by a button. Long lines go on
// in the next one; what is copied has them whole.
Rectangle {
    id: box

    required property markedBlock block
    property bool done: false

    signal taken

    implicitHeight: head.height + code.height + Theme.gapSmall
    radius: Theme.radiusSmall
    color: Theme.codeFill

    AppText {
        id: head

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: copy.left
        height: copy.height
        text: box.block.language
        font.pixelSize: Theme.fontSmall
        color: Theme.textSoft
        Accessible.ignored: true
    }
    IconButton {
        id: copy

        objectName: "copyCode"
        anchors.right: parent.right
        implicitWidth: Theme.control - 8
        implicitHeight: Theme.control - 8
        // By the keyboard it is in the menu of the message.
        focusPolicy: Qt.NoFocus
        glyph: box.done ? "check" : "copy"
        glyphSize: Theme.iconSmall
        ink: box.done ? Theme.successText : Theme.textSoft
        text: box.done ? qsTr("Copied") : qsTr("Copy code")
        onClicked: {
            clipboard.put(box.block.text);
            box.done = true;
            back.restart();
        }
    }
    MessageText {
        id: code

        objectName: "code"
        y: head.height
        x: Theme.gap
        width: parent.width - 2 * Theme.gap
        text: box.block.text
        font.family: marks.family
        font.pixelSize: Theme.fontMessage - 1
        horizontalAlignment: TextEdit.AlignLeft
        onActiveFocusChanged: if (activeFocus)
            box.taken()

        TextMarks {
            id: marks

            edit: code
            block: box.block
        }
    }
    Timer {
        id: back

        interval: 2000
        onTriggered: box.done = false
    }
    Clipboard {
        id: clipboard
    }
}
