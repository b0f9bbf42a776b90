// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What a search found, over the messages.
Item {
    id: results

    required property FindModel find
    property int row: -1

    signal chosen(int at)

    height: card.height
    onRowChanged: if (row >= 0)
        list.positionViewAtIndex(row, ListView.Contain)

    Rectangle {
        id: card

        width: parent.width
        height: list.count > 0 ? list.height + 2 * Theme.gapTiny : none.implicitHeight + 2 * Theme.gapLarge
        color: Theme.raised

        // What is below must not feel the pointer.
        MouseArea {
            anchors.fill: parent
            hoverEnabled: true
            onWheel: wheel => wheel.accepted = true
        }
        ListView {
            id: list

            objectName: "findList"
            x: Theme.gapTiny
            y: Theme.gapTiny
            width: parent.width - 2 * Theme.gapTiny
            height: Math.min(contentHeight, Math.round(320 * Theme.textScale))
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: results.find
            ScrollBar.vertical: ThinScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Messages that were found")
            delegate: FindRow {
                width: ListView.view.width
                namesRoom: results.find.everywhere
                marked: index === results.row
                onClicked: results.chosen(index)
            }
        }
        AppText {
            id: none

            objectName: "findNothing"
            visible: list.count === 0
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.gapLarge
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("No message on this computer holds all of these words. Messages that were never loaded are not searched.")
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.line
        }
    }
}
