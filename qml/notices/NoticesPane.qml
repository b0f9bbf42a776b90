// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// In the place of a room, where the server has none.
FocusScope {
    id: pane

    required property SessionModel session

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Notices")

    Rectangle {
        anchors.fill: parent
        color: Theme.page
    }
    Item {
        id: header

        width: parent.width
        height: Theme.header

        AppText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gapLarge
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Notices")
            font.pixelSize: Theme.fontTitle
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.line
        }
    }
    OfflineBanner {
        id: banner

        anchors.top: header.bottom
        width: parent.width
        connection: pane.session.connection
    }
    NoticesList {
        anchors.top: banner.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        session: pane.session
    }
}
