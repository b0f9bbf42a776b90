// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// The rail: server, rooms, oneself.
FocusScope {
    id: pane

    required property SessionModel session
    required property DialogHost dialogs

    readonly property bool connected: session.connection.state === ConnectionModel.Connected

    signal roomChosen

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Rooms")

    Rectangle {
        anchors.fill: parent
        color: Theme.rail
    }
    RailHeader {
        id: header

        width: parent.width
        session: pane.session
        dialogs: pane.dialogs
    }
    SwitcherButton {
        id: jump

        objectName: "jump"
        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        onClicked: pane.dialogs.switcher()
    }
    RoomList {
        objectName: "rooms"
        focus: true
        anchors.top: jump.bottom
        anchors.topMargin: Theme.gapTiny
        anchors.bottom: own.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gapSmall
        anchors.rightMargin: Theme.gapSmall
        session: pane.session
        onRoomChosen: pane.roomChosen()
    }
    Column {
        anchors.top: jump.bottom
        anchors.topMargin: Theme.gapHuge
        anchors.left: jump.left
        anchors.right: jump.right
        spacing: Theme.gap
        visible: pane.session.rooms.count === 0

        AppText {
            width: parent.width
            text: pane.connected ? qsTr("No rooms yet.") : qsTr("Rooms appear once you are connected.")
            wrapMode: Text.Wrap
            color: Theme.textFaint
        }
        PushButton {
            visible: pane.connected && pane.session.features.createRooms
            width: parent.width
            glyph: "plus"
            text: qsTr("Create or join a room")
            onClicked: pane.dialogs.newRoom()
        }
    }
    OwnCard {
        id: own

        objectName: "own"
        anchors.bottom: parent.bottom
        width: parent.width
        session: pane.session
        dialogs: pane.dialogs
    }
}
