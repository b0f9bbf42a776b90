// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// What is being done, and the way out of it.
Item {
    id: line

    property alias text: words.text

    signal cancelled

    implicitHeight: Theme.control + 4

    Spinner {
        id: spinner

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        visible: line.visible
    }
    AppText {
        id: words

        anchors.left: spinner.right
        anchors.leftMargin: Theme.gap
        anchors.right: cancel.left
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.textSoft
        Accessible.role: Accessible.AlertMessage
    }
    PushButton {
        id: cancel

        objectName: "cancel"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Cancel")
        onClicked: line.cancelled()
    }
}
