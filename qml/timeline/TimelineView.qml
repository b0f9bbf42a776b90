// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The messages of the room. Row 0 is the newest and at the bottom; what is being read keeps its place on the screen
// whatever comes, goes or changes its height.
FocusScope {
    id: view

    required property SessionModel session
    required property DialogHost dialogs
    readonly property TimelineModel timeline: session.current.timeline
    // The way to the newest is of use: they are not in view, or not even loaded.
    readonly property bool far: timeline !== null && timeline.count > 0 && (!timeline.scroll.nearby || timeline.detached || session.current.reading.below > 0)
    property string foundKey: ""
    // What is looked for is marked for a moment only.
    property bool passing: false
    // Something lies over the messages.
    property bool covered: false

    // The keys of rows are of their room only.
    onTimelineChanged: foundKey = ""

    function toNewest(): void {
        if (timeline === null)
            return;
        timeline.scroll.touch();
        timeline.toNewest();
        keeper.pin();
    }

    // The first message that was not on the screen yet, however old it is.
    function toUnread(): void {
        session.current.showFirstUnread();
    }

    // Brings a row into view, as a search does.
    function reveal(row: int): void {
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Center);
        keeper.note();
    }

    // With the keyboard from message to message, towards the older ones with 1.
    function walk(step: int): void {
        takeKeys();
        const to = Math.max(0, Math.min(list.count - 1, list.currentIndex + step));
        list.currentIndex = to;
        list.positionViewAtIndex(to, ListView.Contain);
        keeper.moved();
    }

    // From what is within a message, such as its words, where a click has left them.
    function takeKeys(): void {
        if (list.activeFocus && list.keyItem !== list)
            list.keyItem.focus = false;
    }

    // The message that another one answers.
    function showOriginal(seq: real): void {
        takeKeys();
        passing = true;
        session.current.showMessage(session.current.room, seq);
    }

    // By nearly a screen, towards the older ones with 1: a line stays to go on from.
    function turnPage(step: int): void {
        if (timeline !== null)
            keeper.turnPage(step);
    }

    function keyAt(row: int): string {
        const item = list.itemAtIndex(row) as MessageRow;
        return item !== null ? item.key : "";
    }

    ListView {
        id: list

        readonly property Item keyItem: Window.activeFocusItem
        // Somebody walks through the rows, and does not mark words of one.
        readonly property bool walked: activeFocus && !(keyItem as MessageText)
        property bool placed: false

        objectName: "timeline"
        anchors.top: parent.top
        anchors.bottom: absence.top
        width: parent.width
        focus: true
        clip: true
        // Not before it is known how wide rows are: without a width they have no height, and all of them would be made.
        model: placed ? view.timeline : null
        verticalLayoutDirection: ListView.BottomToTop
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: count > 0 || activeFocus
        // The list would follow the current message when others come in below it.
        highlightFollowsCurrentItem: false
        currentIndex: -1
        cacheBuffer: 600
        pixelAligned: true
        // Not the newest for a moment, on the way to the first unread.
        opacity: view.timeline !== null && view.timeline.opening && view.timeline.loading ? 0 : 1
        bottomMargin: Theme.gapSmall
        ScrollBar.vertical: ThinScrollBar {
            id: bar
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Messages")
        onWidthChanged: placed = placed || width > 0
        onActiveFocusChanged: if (activeFocus && currentIndex < 0 && count > 0)
            currentIndex = 0
        Keys.onUpPressed: view.walk(1)
        Keys.onDownPressed: view.walk(-1)
        Keys.onReturnPressed: view.openMenu(currentItem as MessageRow, 0, 0)
        Keys.onMenuPressed: view.openMenu(currentItem as MessageRow, 0, 0)
        Keys.onPressed: event => tools.act(event)
        delegate: MessageRow {
            id: message

            gapsStay: view.timeline !== null && view.timeline.gapsStay
            marked: list.walked && ListView.isCurrentItem
            onChosen: {
                view.timeline.scroll.touch();
                list.currentIndex = index;
            }
            found: view.foundKey !== "" && key === view.foundKey
            offline: view.session.connection.state !== ConnectionModel.Connected
            edited: clientId !== "" && clientId === view.session.current.composer.editing
            onLinkOpened: address => view.dialogs.openLink(address)
            onMenuWanted: (x, y) => view.openMenu(message, x, y)
            session: view.session
            onHoveredChanged: tools.point(message, hovered)
            onOriginalWanted: seq => view.showOriginal(seq)
            Accessible.description: tools.aside(reply, reactions)
        }
    }
    MessageTools {
        id: tools

        anchors.fill: list
        session: view.session
        emoji: view.dialogs.app.emoji
        list: list
        walked: list.walked ? list.currentItem as MessageRow : null
        onMenuWanted: (row, x, y) => view.openMenu(row, x, y)
    }
    // Under the newest: what comes next comes after it.
    GapLine {
        id: absence

        objectName: "gapAtEnd"
        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: view.timeline !== null && view.timeline.gapAtEnd
        stays: true
    }
    TimelineKeeper {
        id: keeper

        list: list
        bar: bar
        timeline: view.timeline
        onLooked: (newest, oldest) => view.session.current.reading.look(newest, oldest)
    }

    Binding {
        target: view.session.current
        property: "messagesShown"
        value: view.visible && !view.covered
    }
    Timer {
        id: fading

        interval: 2500
        onTriggered: view.foundKey = ""
    }
    Connections {
        target: view.timeline

        // The list hears of the rows before this, but lays them out when it is asked to.
        function onLanded(row: int): void {
            list.forceLayout();
            view.reveal(row);
            view.foundKey = view.keyAt(row);
            if (view.passing)
                fading.restart();
            view.passing = false;
        }
        function onOpenedAt(row: int): void {
            list.forceLayout();
            list.currentIndex = row;
            keeper.openAt(row);
        }
    }

    function openMenu(row: MessageRow, x: real, y: real): void {
        if (row === null)
            return;
        if (menu.item === null)
            menu.setSource("MessageMenu.qml", {
                session: session,
                tools: tools
            });
        (menu.item as MessageMenu).show(row, x, y);
    }

    Loader {
        id: menu
    }
    Connections {
        target: menu.item as MessageMenu

        function onLinkOpened(address: string): void {
            view.dialogs.openLink(address);
        }
    }
    Present {
        when: view.timeline !== null && view.timeline.count === 0

        TimelineEmpty {
            anchors.fill: view
            session: view.session
        }
    }
    Present {
        when: view.timeline !== null && view.timeline.count > 0 && view.timeline.loading

        Elevation {
            anchors.horizontalCenter: view.horizontalCenter
            anchors.top: view.top
            anchors.topMargin: Theme.gap
            implicitWidth: Theme.control
            implicitHeight: Theme.control - 8
            radius: height / 2

            Spinner {
                anchors.centerIn: parent
            }
        }
    }
}
