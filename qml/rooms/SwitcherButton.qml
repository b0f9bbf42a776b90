// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter
import Banter.Models

// Looks like a search field, opens the quick switcher.
AbstractButton {
    id: control

    implicitHeight: Theme.control - 2
    leftPadding: Theme.gapSmall + 2
    rightPadding: Theme.gapSmall + 2
    focusPolicy: Qt.TabFocus
    text: qsTr("Jump to…")
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
    Accessible.name: qsTr("Jump to a room")

    contentItem: RowLayout {
        spacing: Theme.gapSmall

        Icon {
            glyph: "search"
            size: Theme.iconSmall + 1
            color: Theme.textFaint
        }
        AppText {
            Layout.fillWidth: true
            text: control.text
            color: Theme.textFaint
            Accessible.ignored: true
        }
        AppText {
            text: KeyText.of("Ctrl+K")
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.pressed : control.hovered ? Theme.hover : Theme.page
        border.width: 1
        border.color: Theme.line

        FocusRing {
            wanted: control.visualFocus
        }
    }
}
