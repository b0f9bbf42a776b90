// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// An emoji that can be picked. With Shift more may follow.
Item {
    id: cell

    required property string sign
    required property string name
    required property string code
    property string family: ""
    // What Enter would take.
    property bool current: false
    // The keys are here.
    property bool marked: false
    readonly property bool hovered: area.containsMouse

    signal picked(bool more)

    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.onPressAction: picked(false)

    Rectangle {
        anchors.fill: parent
        anchors.margins: 1
        radius: Theme.radius
        color: area.pressed ? Theme.pressed : cell.current ? Theme.selected : cell.hovered ? Theme.hover : "transparent"

        FocusRing {
            wanted: cell.marked
            distance: 0
        }
    }
    EmojiSign {
        anchors.fill: parent
        text: cell.sign
        family: cell.family
    }
    MouseArea {
        id: area

        anchors.fill: parent
        hoverEnabled: true
        onClicked: mouse => cell.picked((mouse.modifiers & Qt.ShiftModifier) !== 0)
    }
}
