// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Who is in the room, and how to reach them.
FocusScope {
    id: pane

    required property SessionModel session
    required property DialogHost dialogs
    property bool alone: false

    signal closed

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Members")

    Rectangle {
        anchors.fill: parent
        color: Theme.rail
    }
    Item {
        id: header

        width: parent.width
        height: Theme.header

        IconButton {
            id: back

            visible: pane.alone
            anchors.left: parent.left
            anchors.leftMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            glyph: Theme.mirrored ? "arrow-right" : "arrow-left"
            text: qsTr("Back")
            onClicked: pane.closed()
        }
        Column {
            anchors.left: pane.alone ? back.right : parent.left
            anchors.leftMargin: pane.alone ? Theme.gapTiny : Theme.gapLarge
            anchors.right: invite.left
            anchors.verticalCenter: parent.verticalCenter

            AppText {
                width: parent.width
                text: qsTr("Members")
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            AppText {
                width: parent.width
                // Of a room that was not opened since the start nobody was heard of.
                visible: pane.session.features.presence && !(pane.session.current.members.stale && pane.session.current.members.total === 0)
                objectName: "membersCount"
                text: (pane.session.current.members.stale ? qsTr("%1 of %2 when last heard of", "members that were online, all members") : qsTr("%1 of %2 here", "members that are online, all members")).arg(pane.session.current.members.onlineCount.toLocaleString(Qt.locale(), "f", 0)).arg(pane.session.current.members.total.toLocaleString(Qt.locale(), "f", 0))
                font.pixelSize: Theme.fontSmall
                color: Theme.textFaint
            }
        }
        IconButton {
            id: invite

            objectName: "invite"
            visible: pane.session.current.canInvite
            anchors.right: parent.right
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            glyph: "person-add"
            text: qsTr("Invite somebody")
            onClicked: pane.dialogs.invite()
        }
    }
    ListView {
        id: list

        objectName: "members"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gapSmall
        anchors.rightMargin: Theme.gapSmall
        focus: true
        clip: true
        activeFocusOnTab: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        model: pane.session.current.members
        ScrollBar.vertical: ThinScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Members")
        delegate: MemberRow {
            required property int index

            width: ListView.view.width
            showsPresence: pane.session.features.presence
            // What is known about others grows old without a connection.
            stale: pane.session.current.members.stale
            marked: list.activeFocus && ListView.isCurrentItem

            TapHandler {
                onTapped: list.currentIndex = parent.index
            }
        }
    }
}
