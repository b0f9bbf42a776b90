// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// One reaction and how many people have put it there. What is one's own has an edge and a heavier number.
AbstractButton {
    id: chip

    required property string key
    property int number: 0
    property bool mine: false
    property bool pending: false
    property string names: ""
    // By Tab.
    property bool reachable: false

    implicitHeight: Theme.control - 10
    leftPadding: Theme.gapSmall
    rightPadding: Theme.gapSmall
    topPadding: 0
    bottomPadding: 0
    focusPolicy: reachable ? Qt.TabFocus : Qt.NoFocus
    hoverEnabled: true
    text: key
    checked: mine
    Keys.onReturnPressed: chip.clicked()
    Keys.onEnterPressed: chip.clicked()
    // Gives the keys back to the list for good, as the words do.
    onActiveFocusChanged: if (!activeFocus)
        focus = false
    Accessible.role: Accessible.Button
    Accessible.checkable: true
    Accessible.checked: mine
    // What others chose comes last: it may look like a place of the sentence.
    Accessible.name: pending ? qsTr("%3 %1: %2, waiting to be sent", "how many, who, a reaction").arg(number).arg(names).arg(key) : qsTr("%3 %1: %2", "how many, who, a reaction").arg(number).arg(names).arg(key)

    Hint {
        wanted: (chip.hovered || chip.visualFocus) && !chip.down
        words: chip.pending ? qsTr("%1 (waiting to be sent)", "who").arg(chip.names) : chip.names
    }

    contentItem: Row {
        spacing: Theme.gapTiny + 1
        opacity: chip.pending ? 0.7 : 1

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, Math.round(120 * Theme.textScale))
            text: chip.key
            font.pixelSize: Theme.fontBody
            Accessible.ignored: true
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: chip.number.toLocaleString(Qt.locale(), "f", 0)
            font.pixelSize: Theme.fontSmall
            font.weight: chip.mine ? Font.Bold : Font.Normal
            color: chip.mine ? Theme.accentText : Theme.textSoft
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: height / 2
        color: chip.mine ? Theme.accentSoft : chip.down ? Theme.pressed : chip.hovered ? Theme.hover : Theme.field
        border.width: chip.mine ? 2 : 1
        border.color: chip.mine ? Theme.accent : chip.hovered ? Theme.fieldLine : Theme.line

        FocusRing {
            wanted: chip.visualFocus
            around: parent.radius
            distance: 2
        }
    }
}
