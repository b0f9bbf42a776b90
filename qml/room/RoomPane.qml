// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// The middle: the room's messages or its board.
FocusScope {
    id: pane

    required property SessionModel session
    required property SettingsModel settings
    required property DialogHost dialogs
    property bool alone: false
    property int face: 0
    readonly property bool finding: find.active

    signal backWanted
    signal membersWanted

    Accessible.role: Accessible.Pane
    Accessible.name: session.currentRoom

    function focusComposer(): void {
        if (face === 0)
            composer.forceActiveFocus(Qt.ShortcutFocusReason);
        else
            board.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    function startFinding(): void {
        face = 0;
        find.active = true;
        find.forceActiveFocus();
    }

    function stopFinding(): void {
        find.active = false;
        focusComposer();
    }

    // One step back: out of the search, off the board, down to the newest.
    function stepBack(): void {
        if (finding) {
            stopFinding();
            return;
        }
        face = 0;
        timeline.toNewest();
        focusComposer();
    }

    Connections {
        target: pane.session

        function onCurrentRoomChanged(): void {
            pane.face = 0;
            find.active = false;
        }
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.page
    }
    RoomHeader {
        id: header

        width: parent.width
        session: pane.session
        settings: pane.settings
        dialogs: pane.dialogs
        alone: pane.alone
        face: pane.face
        onBackWanted: pane.backWanted()
        onFaceChosen: index => pane.face = index
        onFindWanted: pane.finding ? pane.stopFinding() : pane.startFinding()
        onMembersWanted: pane.membersWanted()
    }
    OfflineBanner {
        id: banner

        objectName: "banner"
        anchors.top: header.bottom
        width: parent.width
        connection: pane.session.connection
    }
    Loader {
        id: find

        active: false
        anchors.top: banner.bottom
        width: parent.width
        height: active ? implicitHeight : 0
        sourceComponent: FindBar {
            timeline: pane.session.timeline
            view: timeline
            onClosed: pane.stopFinding()
        }
    }
    TimelineView {
        id: timeline

        visible: pane.face === 0
        anchors.top: find.bottom
        anchors.bottom: typing.top
        width: parent.width
        session: pane.session
        dialogs: pane.dialogs
    }
    TypingLine {
        id: typing

        visible: pane.face === 0
        anchors.bottom: composer.top
        anchors.left: composer.left
        anchors.right: composer.right
        session: pane.session
    }
    Composer {
        id: composer

        visible: pane.face === 0
        focus: true
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gapLarge
        session: pane.session
    }
    Loader {
        id: board

        active: pane.face === 1
        anchors.top: banner.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        sourceComponent: BoardView {
            session: pane.session
            focus: true
        }
    }
}
