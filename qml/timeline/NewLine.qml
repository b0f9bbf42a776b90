// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Above the first unread message.
Item {
    implicitHeight: Theme.fontSmall + Theme.gapLarge

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.right: pill.left
        anchors.leftMargin: Theme.gapLarge
        height: 1
        color: Theme.danger
    }
    Rectangle {
        id: pill

        anchors.right: parent.right
        anchors.rightMargin: Theme.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        width: words.implicitWidth + 2 * Theme.gapSmall
        height: words.implicitHeight + 4
        radius: Theme.radiusSmall - 1
        color: Theme.danger

        AppText {
            id: words

            anchors.centerIn: parent
            text: qsTr("New", "new messages begin here")
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            color: Theme.dangerInk
        }
    }
}
