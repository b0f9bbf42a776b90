// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// The room's shared surface: everyone's pointer moves on it, with name and colour.
FocusScope {
    id: view

    required property SessionModel session
    // Where the keyboard has put the own pointer; the mouse moves it too.
    property point own: Qt.point(0.5, 0.5)
    property bool told: false

    activeFocusOnTab: true
    Accessible.role: Accessible.Canvas
    Accessible.name: qsTr("Board of %1").arg(session.current.room)
    Accessible.description: qsTr("Others see your pointer here. Arrow keys move it.")
    Component.onDestruction: leave()

    function tell(x: real, y: real): void {
        own = Qt.point(Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y)));
        told = true;
        session.current.moveCursor(own.x, own.y);
    }

    function leave(): void {
        if (told)
            session.current.leaveCursor();
        told = false;
    }

    Keys.onLeftPressed: tell(own.x - 0.02, own.y)
    Keys.onRightPressed: tell(own.x + 0.02, own.y)
    Keys.onUpPressed: tell(own.x, own.y - 0.02)
    Keys.onDownPressed: tell(own.x, own.y + 0.02)
    onActiveFocusChanged: if (!activeFocus && !mouse.containsMouse)
        leave()

    Rectangle {
        id: surface

        objectName: "board"
        anchors.fill: parent
        anchors.margins: Theme.gapLarge
        radius: Theme.radiusLarge
        color: Theme.field
        border.width: view.activeFocus ? 2 : 1
        border.color: view.activeFocus ? Theme.ring : Theme.line
        clip: true

        // Grey on both themes: tiles cannot be tinted.
        Image {
            anchors.fill: parent
            anchors.margins: Theme.radiusLarge
            source: "qrc:/icons/dots.svg"
            sourceSize.width: 24
            sourceSize.height: 24
            fillMode: Image.Tile
            horizontalAlignment: Image.AlignLeft
            verticalAlignment: Image.AlignTop
        }
        EmptyState {
            visible: pointers.count === 0
            glyph: "board"
            title: qsTr("Nobody else is pointing")
            words: qsTr("Move your pointer here: everyone in the room who looks at the board sees it, and you see theirs.")
        }
        MouseArea {
            id: mouse

            anchors.fill: parent
            hoverEnabled: true
            onPositionChanged: event => view.tell(event.x / width, event.y / height)
            onPressed: view.forceActiveFocus(Qt.MouseFocusReason)
            onContainsMouseChanged: if (!containsMouse)
                view.leave()
        }
        Repeater {
            id: pointers

            model: view.session.current.cursors

            BoardPointer {
                board: Qt.size(surface.width, surface.height)
            }
        }
        Rectangle {
            visible: view.told && !mouse.containsMouse
            x: view.own.x * surface.width - width / 2
            y: view.own.y * surface.height - height / 2
            width: 12
            height: 12
            radius: 6
            color: "transparent"
            border.width: 3
            border.color: Theme.ring
        }
    }
}
