// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Above the composer: what is special about what is being written, or why it was not taken.
Item {
    id: note

    property string glyph: "info"
    property string text: ""
    property bool wrong: false
    property string closing: ""

    signal closed

    implicitHeight: text === "" ? 0 : Math.max(Theme.control, words.implicitHeight + 2 * Theme.gapSmall + Theme.gapTiny)
    visible: text !== ""

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: Theme.gapTiny
        radius: Theme.radius
        color: note.wrong ? Theme.dangerSoft : Theme.accentSoft

        Icon {
            id: mark

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            glyph: note.glyph
            size: Theme.iconSmall + 1
            color: note.wrong ? Theme.dangerText : Theme.accentText
        }
        AppText {
            id: words

            anchors.left: mark.right
            anchors.leftMargin: Theme.gapSmall
            anchors.right: cross.visible ? cross.left : parent.right
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            text: note.text
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: note.wrong ? Theme.dangerText : Theme.accentText
            Accessible.role: Accessible.AlertMessage
        }
        IconButton {
            id: cross

            objectName: "closeNote"
            visible: note.closing !== ""
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: Theme.control - 8
            implicitWidth: Theme.control - 4
            glyph: "close"
            glyphSize: Theme.iconSmall
            text: note.closing
            onClicked: note.closed()
        }
    }
}
