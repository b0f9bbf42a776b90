// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter
import Banter.Models

// Type a few letters of a room's name, press Enter.
Popup {
    id: switcher

    required property SessionModel session

    x: Math.round((parent.width - width) / 2)
    y: Math.round(Math.min(parent.height * 0.14, 120))
    width: Math.min(Math.round(480 * Theme.textScale), parent.width - 2 * Theme.gap)
    padding: Theme.gapSmall
    modal: true
    focus: true
    onAboutToShow: {
        field.forceActiveFocus();
        list.currentIndex = 0;
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    background: Elevation {
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Jump to a room")
    }

    function go(room: string, joined: bool): void {
        if (joined)
            session.current.room = room;
        else
            session.membership.join(room);
        close();
    }

    function goCurrent(): void {
        const row = list.currentItem as RoomRow;
        if (row !== null)
            go(row.room, row.joined);
    }

    Column {
        width: parent.width
        spacing: Theme.gapSmall
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        LineField {
            id: field

            objectName: "switcherField"
            width: parent.width
            implicitHeight: Theme.control + 8
            font.pixelSize: Theme.fontTitle
            placeholder: qsTr("Jump to a room")
            maximumLength: 100
            Accessible.name: placeholder
            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onUpPressed: list.decrementCurrentIndex()
            onTextEdited: list.currentIndex = 0
            onAccepted: switcher.goCurrent()
        }
        ListView {
            id: list

            objectName: "switcherList"
            width: parent.width
            height: Math.min(contentHeight, Math.round(8.5 * Theme.row))
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: switcher.session.rooms.matching(field.text)
            highlightMoveDuration: 0
            ScrollBar.vertical: ThinScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Rooms that match")
            delegate: RoomRow {
                required property var modelData

                width: ListView.view.width
                room: modelData.room
                isPrivate: modelData.isPrivate
                joined: modelData.joined
                unread: modelData.unread
                mentions: modelData.mentions
                isCurrent: ListView.isCurrentItem
                hasDraft: false
                joining: false
                leaving: false
                marked: false
                onClicked: switcher.go(room, joined)
            }
        }
        AppText {
            visible: list.count === 0
            width: parent.width
            leftPadding: Theme.gapSmall
            bottomPadding: Theme.gapSmall
            text: qsTr("No room has that in its name.")
            color: Theme.textSoft
        }
    }
}
