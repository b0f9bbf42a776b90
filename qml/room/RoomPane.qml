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
    required property DialogHost dialogs
    property bool alone: false
    property bool membersShown: false
    property bool hasMembers: true
    property int face: 0
    property bool finding: false
    // Of the search, over the messages.
    property bool resultsShown: false
    required property ToastWords words
    readonly property bool writable: visible && face === 0

    signal backWanted
    signal membersWanted

    Keys.onPressed: event => {
        event.accepted = face === 0 && (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown);
        if (event.accepted)
            messages.turnPage(event.key === Qt.Key_PageUp ? 1 : -1);
    }
    Accessible.role: Accessible.Pane
    Accessible.name: session.current.room

    // The keys are wanted here as soon as the dialog that has them goes.
    property bool wantsKeys: false

    function focusComposer(): void {
        wantsKeys = dialogs.holdsKeys;
        if (wantsKeys)
            return;
        if (face === 0)
            composer.forceActiveFocus(Qt.ShortcutFocusReason);
        else
            board.itemAt(0)?.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    // Goes on where the composer's cursor is.
    function write(words: string): void {
        composer.write(words);
    }

    function paste(): void {
        composer.paste();
    }

    function startFinding(everywhere: bool): void {
        face = 0;
        session.find.everywhere = everywhere;
        finding = true;
        bar.itemAt(0)?.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    function stopFinding(): void {
        finding = false;
        messages.foundKey = "";
        focusComposer();
    }

    // One step back: out of the search, off the board, down to the newest.
    function stepBack(): void {
        if (finding) {
            stopFinding();
            return;
        }
        face = 0;
        messages.toNewest();
        focusComposer();
    }

    Connections {
        target: pane.dialogs

        function onHoldsKeysChanged(): void {
            if (pane.wantsKeys && !pane.dialogs.holdsKeys)
                pane.focusComposer();
        }
    }
    Connections {
        target: pane.session.current

        function onRoomChanged(): void {
            pane.face = 0;
            // A search in all rooms leads from one to another.
            if (!pane.session.find.everywhere)
                pane.finding = false;
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
        membersShown: pane.membersShown
        hasMembers: pane.hasMembers
        dialogs: pane.dialogs
        alone: pane.alone
        face: pane.face
        onBackWanted: pane.backWanted()
        onFaceChosen: index => pane.face = index
        onFindWanted: pane.finding ? pane.stopFinding() : pane.startFinding(false)
        onMembersWanted: pane.membersWanted()
    }
    OfflineBanner {
        id: banner

        objectName: "banner"
        anchors.top: header.bottom
        width: parent.width
        connection: pane.session.connection
        onSignInWanted: pane.dialogs.signInAgain()
        onTrustWanted: pane.session.serverQuestion.askAgain()
    }
    Toasts {
        id: toasts

        anchors.top: banner.bottom
        width: parent.width
        undo: pane.session.undo
        words: pane.words
    }
    UnreadBar {
        id: unread

        anchors.top: toasts.bottom
        width: parent.width
        height: pane.face === 0 ? implicitHeight : 0
        reading: pane.session.current.reading
        onBackWanted: messages.toUnread()
    }
    Item {
        id: search

        anchors.top: unread.bottom
        width: parent.width
        height: pane.finding ? bar.itemAt(0)?.implicitHeight ?? 0 : 0
        // The results lie over the messages.
        z: 1

        Present {
            id: bar

            when: pane.finding

            FindBar {
                width: search.width
                height: implicitHeight
                session: pane.session
                find: pane.session.find
                onClosed: pane.stopFinding()
                onCoversChanged: pane.resultsShown = covers
            }
        }
    }
    TimelineView {
        id: messages

        visible: pane.face === 0
        anchors.top: search.bottom
        anchors.bottom: typing.top
        width: parent.width
        session: pane.session
        dialogs: pane.dialogs
        covered: pane.dialogs.shown || (pane.finding && pane.resultsShown)
    }
    TypingLine {
        id: typing

        visible: pane.face === 0
        anchors.bottom: composer.top
        anchors.left: composer.left
        anchors.right: composer.right
        session: pane.session
        reserved: newest.visible ? newest.width : 0

        NewestButton {
            id: newest

            objectName: "newest"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: messages.far
            fresh: pane.session.current.reading.below
            onClicked: messages.toNewest()
        }
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
        emoji: pane.dialogs.app.emoji
        onSent: messages.toNewest()
        onLinkOpened: address => pane.dialogs.openLink(address)
    }
    Present {
        id: board

        when: pane.face === 1

        BoardView {
            anchors.top: toasts.bottom
            anchors.bottom: pane.bottom
            width: pane.width
            session: pane.session
        }
    }

    Shortcut {
        sequences: ["Ctrl+F"]
        enabled: pane.visible
        onActivated: pane.startFinding(false)
    }
    Shortcut {
        sequences: ["Ctrl+Shift+F"]
        enabled: pane.visible
        onActivated: pane.startFinding(true)
    }
    Shortcut {
        sequences: ["Ctrl+Shift+B"]
        enabled: pane.visible && pane.session.features.cursors
        onActivated: pane.face = 1 - pane.face
    }
}
