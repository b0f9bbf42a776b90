// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Who is typing; or, without a connection, what will happen to a message. Its place is always reserved.
Item {
    id: line

    required property SessionModel session
    readonly property bool connected: session.connection.state === ConnectionModel.Connected
    readonly property string words: connected ? session.current.typing.text : session.connection.refused ? qsTr("Will be sent once you have signed in again.") : qsTr("Will be sent when you're back.")

    // A button stands at its end now and then, see RoomPane.
    property real reserved: 0

    implicitHeight: Theme.fontSmall + 16

    Row {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapTiny + 2

        Spinner {
            visible: line.connected && line.session.current.typing.active
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall + 4
            height: Theme.fontSmall
            ink: Theme.textFaint
        }
        AppText {
            objectName: "typing"
            width: Math.min(implicitWidth, line.width - Theme.control - line.reserved)
            text: line.words
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
        }
    }
}
