// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// All keys, on one sheet.
ModalDialog {
    id: dialog

    heading: qsTr("Keyboard shortcuts")

    readonly property list<string> keys: ["Ctrl+K", "Alt+Up Alt+Down", "Ctrl+F", "Ctrl+Shift+F", "Ctrl+Shift+M", "Ctrl+Shift+B", "F6", "Ctrl+Shift+1 Ctrl+Shift+9", "PgUp PgDown", "Esc", "Return", "Shift+Return", "Ctrl+B", "Ctrl+I", "Ctrl+E", "Ctrl+Shift+P", "Ctrl+.", "Up", "R", "+", "E", "Del", "Ctrl+,", "Ctrl+/"]
    readonly property list<string> words: [qsTr("Jump to a room"), qsTr("Room above, room below"), qsTr("Search this room"), qsTr("Search all rooms"), qsTr("Show or hide the members"), qsTr("Messages or board"), qsTr("Next pane"), qsTr("First account to ninth account"), qsTr("Older messages, newer messages"), qsTr("Back to the newest message"), qsTr("Send the message"), qsTr("New line in the message"), qsTr("Bold"), qsTr("Italic"), qsTr("Code"), qsTr("Preview of the message"), qsTr("Pick an emoji"), qsTr("Edit your last message"), qsTr("Reply to the chosen message"), qsTr("React to the chosen message"), qsTr("Edit the chosen message"), qsTr("Delete the chosen message"), qsTr("Settings"), qsTr("This sheet")]

    ListView {
        width: parent.width
        implicitHeight: contentHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: dialog.keys.length
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        delegate: Item {
            id: line

            required property int index

            width: ListView.view.width
            height: Theme.row + 2
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1: %2", "what keys do, the keys").arg(dialog.words[index]).arg(KeyText.of(dialog.keys[index]))

            AppText {
                anchors.left: parent.left
                anchors.right: cap.left
                anchors.rightMargin: Theme.gapSmall
                anchors.verticalCenter: parent.verticalCenter
                text: dialog.words[line.index]
                color: Theme.textSoft
                Accessible.ignored: true
            }
            Rectangle {
                id: cap

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: label.implicitWidth + 2 * Theme.gapSmall
                height: label.implicitHeight + 8
                radius: Theme.radiusSmall
                color: Theme.field
                border.width: 1
                border.color: Theme.line

                AppText {
                    id: label

                    anchors.centerIn: parent
                    text: KeyText.of(dialog.keys[line.index])
                    font.pixelSize: Theme.fontSmall
                    Accessible.ignored: true
                }
            }
        }
    }
}
