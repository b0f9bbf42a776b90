// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter

// Messages that were not sent: what they say, and why they were not. With `actions`, each can be copied and deleted.
ListView {
    id: list

    // As SessionModel.waitingIn() gives them.
    property var messages: []
    property bool actions: false

    signal copied(string text)
    // Empty of what was left in a composer.
    signal discarded(string clientId)

    // What was left in a composer, among them.
    function draft(words: string): var {
        return {
            clientId: "",
            text: words,
            failure: qsTr("A draft that was not sent."),
            pending: true
        };
    }

    implicitHeight: contentHeight
    clip: true
    model: messages
    spacing: Theme.gapTiny
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: !actions && contentHeight > height
    ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Messages that were not sent")

    delegate: Rectangle {
        id: row

        required property var modelData

        width: list.width
        implicitHeight: line.implicitHeight + 2 * Theme.gapTiny
        radius: Theme.radius
        color: Theme.hover
        Accessible.role: Accessible.ListItem
        Accessible.name: row.modelData.failure === "" ? row.modelData.text : row.modelData.text + "\n" + row.modelData.failure

        RowLayout {
            id: line

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: Theme.gapSmall
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gapSmall

            Column {
                Layout.fillWidth: true

                AppText {
                    width: parent.width
                    text: row.modelData.text
                    wrapMode: Text.Wrap
                    maximumLineCount: 3
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
                AppText {
                    visible: text !== ""
                    width: parent.width
                    text: row.modelData.failure
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.fontSmall
                    color: row.modelData.pending ? Theme.textSoft : Theme.dangerText
                    Accessible.ignored: true
                }
            }
            IconButton {
                objectName: "copyUnsent"
                visible: list.actions
                glyph: "copy"
                text: qsTr("Copy this message")
                onClicked: list.copied(row.modelData.text)
            }
            IconButton {
                objectName: "deleteUnsent"
                visible: list.actions
                glyph: "trash"
                text: qsTr("Delete this message")
                onClicked: list.discarded(row.modelData.clientId)
            }
        }
    }
}
