// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// The rail: server, rooms, oneself.
FocusScope {
    id: pane

    required property SessionModel session
    required property DialogHost dialogs
    // Nothing else is on the screen.
    property bool alone: false

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
        visible: pane.session.features.rooms
        onClicked: pane.dialogs.switcher()
    }
    RoomList {
        objectName: "rooms"
        visible: pane.session.features.rooms
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
        onUnsentWanted: room => pane.dialogs.unsentOf(room)
        onDeclineWanted: (room, by) => pane.dialogs.decline(room, by)
    }
    Column {
        anchors.top: jump.bottom
        anchors.topMargin: Theme.gapHuge
        anchors.left: jump.left
        anchors.right: jump.right
        spacing: Theme.gap
        visible: pane.session.features.rooms && pane.session.rooms.count === 0

        AppText {
            width: parent.width
            text: pane.connected ? qsTr("No rooms yet.") : qsTr("Rooms appear once you are connected.")
            wrapMode: Text.Wrap
            color: Theme.textFaint
        }
        PushButton {
            visible: pane.connected && pane.session.features.joinByName
            width: parent.width
            glyph: "plus"
            text: pane.session.features.createRooms ? qsTr("Create or join a room") : qsTr("Join a room")
            onClicked: pane.dialogs.newRoom()
        }
    }
    Present {
        when: !pane.session.features.rooms && pane.alone

        NoticesList {
            anchors.top: header.bottom
            anchors.bottom: own.top
            width: pane.width
            session: pane.session
        }
    }
    Present {
        when: !pane.session.features.rooms && !pane.alone

        AppText {
            anchors.top: header.bottom
            anchors.left: pane.left
            anchors.right: pane.right
            anchors.margins: Theme.gapLarge
            text: qsTr("This server only sends notices.")
            wrapMode: Text.Wrap
            color: Theme.textFaint
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
