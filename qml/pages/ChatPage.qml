// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Three panes side by side; under Theme.onePane pixels one at a time, with a way back.
FocusScope {
    id: page

    enum Pane {
        Rooms,
        Room,
        Members
    }

    required property SessionModel session
    required property SettingsModel settings
    required property DialogHost dialogs

    // So much of the width is there only as long as a room takes all of it.
    property real beside: 0
    readonly property bool narrow: width - beside < Theme.onePane
    readonly property bool roomy: width - beside >= Theme.threePanes
    // Where there is room for one pane only it is not that of the rooms.
    readonly property bool takesAll: pane !== ChatPage.Rooms
    readonly property bool hasRoom: session.current.room !== ""
    readonly property bool hasMembers: hasRoom && (session.features.presence || session.current.members.count > 0)
    readonly property real footHeight: room.visible ? 0 : foot.height
    // What is shown while there is room for one only.
    property int pane: hasRoom ? ChatPage.Room : ChatPage.Rooms

    focus: true

    function showRoom(): void {
        pane = hasRoom ? ChatPage.Room : ChatPage.Rooms;
        if (hasRoom)
            room.focusComposer();
    }

    function step(by: int): void {
        const next = session.rooms.neighbour(session.current.room, by);
        if (next !== "")
            session.current.room = next;
    }

    function toggleMembers(): void {
        if (!hasMembers)
            return;
        if (roomy)
            settings.showMembers = !settings.showMembers;
        else
            pane = pane === ChatPage.Members ? ChatPage.Room : ChatPage.Members;
    }

    function nextPane(): void {
        if (rooms.activeFocus && room.visible)
            room.focusComposer();
        else if (!members.activeFocus && members.visible)
            members.forceActiveFocus(Qt.ShortcutFocusReason);
        else if (!rooms.activeFocus && rooms.visible)
            rooms.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    // A key that writes, and that nobody between the focus and the page has taken, was meant for the composer.
    function writeAnyway(event: KeyEvent): void {
        const held = event.modifiers & ~(Qt.ShiftModifier | Qt.KeypadModifier | Qt.GroupSwitchModifier);
        const plain = held === Qt.NoModifier || held === (Qt.ControlModifier | Qt.AltModifier); // both are AltGr
        const letter = event.text !== "" && event.text >= " " && event.text !== "\u007f";
        if (!room.writable)
            return;
        event.accepted = true;
        if (event.matches(StandardKey.Paste))
            room.paste();
        else if (plain && letter)
            room.write(event.text);
        else
            event.accepted = false;
    }

    Keys.onPressed: event => writeAnyway(event)

    Component.onCompleted: {
        showRoom();
        questions.ask();
    }

    SessionQuestions {
        id: questions

        session: page.session
        dialogs: page.dialogs
    }
    Connections {
        target: page.session.current

        function onRoomChanged(): void {
            page.showRoom();
        }
    }
    Connections {
        target: page.session

        function onNoticed(text: string): void {
            if (page.session.features.rooms) // else they have a page of their own
                words.show(text, false);
        }
        function onFailed(text: string): void {
            words.show(text, true);
        }
    }
    ToastWords {
        id: words
    }
    RoomsPane {
        id: rooms

        visible: !page.narrow || page.pane === ChatPage.Rooms
        anchors.left: parent.left
        width: page.narrow ? parent.width : Theme.railWidth
        height: parent.height - page.footHeight
        session: page.session
        dialogs: page.dialogs
        alone: page.narrow
        onRoomChosen: page.showRoom()
    }
    Rectangle {
        id: firstEdge

        visible: !page.narrow
        anchors.left: rooms.right
        width: 1
        height: parent.height
        color: Theme.line
    }
    RoomPane {
        id: room

        visible: page.hasRoom && (page.roomy || page.pane === ChatPage.Room || (!page.narrow && page.pane === ChatPage.Rooms))
        focus: true
        anchors.left: page.narrow ? parent.left : firstEdge.right
        anchors.right: members.visible && page.roomy ? secondEdge.left : parent.right
        height: parent.height
        session: page.session
        dialogs: page.dialogs
        alone: page.narrow
        words: words
        membersShown: page.roomy && page.settings.showMembers
        hasMembers: page.hasMembers
        onBackWanted: {
            page.pane = ChatPage.Rooms;
            rooms.forceActiveFocus(Qt.ShortcutFocusReason);
        }
        onMembersWanted: page.toggleMembers()
    }
    Present {
        when: !page.hasRoom && !page.narrow && !page.session.features.rooms

        NoticesPane {
            anchors.left: firstEdge.right
            anchors.right: page.right
            height: page.height - page.footHeight
            session: page.session
        }
    }
    Present {
        when: !page.hasRoom && !page.narrow && page.session.features.rooms

        NoRoom {
            anchors.left: firstEdge.right
            anchors.right: page.right
            height: page.height - page.footHeight
            session: page.session
            dialogs: page.dialogs
        }
    }
    Rectangle {
        id: secondEdge

        visible: members.visible && page.roomy
        anchors.right: members.left
        width: 1
        height: parent.height
        color: Theme.line
    }
    MembersPane {
        id: members

        visible: page.hasMembers && (page.roomy ? page.settings.showMembers : page.pane === ChatPage.Members)
        anchors.right: parent.right
        width: page.roomy ? Theme.membersWidth : page.narrow ? parent.width : parent.width - Theme.railWidth - 1
        height: parent.height - page.footHeight
        session: page.session
        dialogs: page.dialogs
        alone: !page.roomy
        onClosed: page.pane = ChatPage.Room
    }
    // Where the room has no place for them: under the one pane that there is.
    Toasts {
        id: foot

        visible: !room.visible
        anchors.bottom: parent.bottom
        width: parent.width
        undo: page.session.undo
        words: words
    }

    Shortcut {
        sequences: ["Ctrl+K"]
        onActivated: page.dialogs.switcher()
    }
    Shortcut {
        sequences: ["Alt+Down"]
        onActivated: page.step(1)
    }
    Shortcut {
        sequences: ["Alt+Up"]
        onActivated: page.step(-1)
    }
    Shortcut {
        sequences: ["Ctrl+Shift+M"]
        enabled: page.hasMembers
        onActivated: page.toggleMembers()
    }
    Shortcut {
        sequences: ["F6"]
        onActivated: page.nextPane()
    }
    Shortcut {
        sequences: ["Escape"]
        onActivated: {
            if (!page.roomy && page.pane === ChatPage.Members)
                page.pane = ChatPage.Room;
            else if (room.visible)
                room.stepBack();
        }
    }
}
