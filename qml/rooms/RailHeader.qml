// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Where one is: the server, how the connection is, and a way to more rooms.
Item {
    id: header

    required property SessionModel session
    required property DialogHost dialogs

    implicitHeight: Theme.header + Theme.gapSmall

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gapLarge
        anchors.right: add.left
        anchors.rightMargin: Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter

        AppText {
            width: parent.width
            text: header.session.identity.serverName
            font.pixelSize: Theme.fontTitle
            font.weight: Font.DemiBold
            elide: Text.ElideMiddle
            Accessible.role: Accessible.Heading
        }
        ConnectionIndicator {
            x: header.LayoutMirroring.enabled ? parent.width - width + leftPadding : -leftPadding
            width: Math.min(implicitWidth, parent.width + leftPadding)
            objectName: "indicator"
            connection: header.session.connection
            onClicked: header.dialogs.diagnostics()
        }
    }
    IconButton {
        id: add

        objectName: "addRoom"
        visible: header.session.features.joinByName
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        glyph: "plus"
        text: header.session.features.createRooms ? qsTr("Create or join a room") : qsTr("Join a room")
        onClicked: header.dialogs.newRoom()
    }
}
