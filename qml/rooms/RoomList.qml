// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What one is asked into, the joined rooms, then those that can be joined. The arrow keys walk inside it; Tab goes on to
// the answers to invitations.
SectionedRooms {
    id: list

    required property SessionModel session

    signal roomChosen
    // One that the person is no member of any more, and wrote something for.
    signal unsentWanted(string room)
    signal declineWanted(string room, string by)

    model: session.rooms
    clip: true
    spacing: 1
    activeFocusOnTab: true
    keyNavigationEnabled: true
    boundsBehavior: Flickable.StopAtBounds
    currentIndex: -1
    ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Rooms")

    function choose(row: RoomRow): void {
        if (row.holds) {
            unsentWanted(row.room);
            return;
        }
        if (row.joined)
            session.current.room = row.room;
        else
            session.membership.join(row.room);
        roomChosen();
    }

    function answer(row: RoomRow, accept: bool): void {
        if (accept)
            session.membership.answerInvitation(row.room, true);
        else
            declineWanted(row.room, row.invitedBy);
    }

    function chooseCurrent(): void {
        const row = currentItem as RoomRow;
        if (row === null)
            return;
        if (row.invited && !row.holds)
            answer(row, true);
        else
            choose(row);
    }

    onActiveFocusChanged: if (activeFocus && currentIndex < 0)
        currentIndex = 0
    Keys.onReturnPressed: chooseCurrent()
    Keys.onEnterPressed: chooseCurrent()
    Keys.onSpacePressed: chooseCurrent()

    delegate: RoomRow {
        id: row

        required property var model

        width: list.width
        waiting: model.waiting
        invitedBy: model.invitedBy
        marked: list.activeFocus && ListView.isCurrentItem
        inView: isCurrent && list.session.current.messagesShown && list.session.current.reading.above + list.session.current.reading.below === 0
        onClicked: {
            list.currentIndex = index;
            if (!invited || holds)
                list.choose(row);
        }
        onAnswered: accept => list.answer(row, accept)
        onIsCurrentChanged: if (isCurrent)
            list.currentIndex = index
        Component.onCompleted: if (isCurrent)
            list.currentIndex = index
    }
}
