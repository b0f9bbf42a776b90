// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter

// To the newest message, and how many unread ones are on the way. It has a line of its own, over no message.
AbstractButton {
    id: control

    required property int fresh

    implicitHeight: Theme.fontSmall + 12
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.TabFocus
    text: fresh > 0 ? qsTr("%n new", "new messages below what is shown", fresh) : qsTr("Newest")
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
    Accessible.name: fresh > 0 ? qsTr("%n new message(s). Go to the newest", "", fresh) : qsTr("Go to the newest message")

    contentItem: RowLayout {
        spacing: Theme.gapTiny + 2

        AppText {
            text: control.text
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            color: control.fresh > 0 ? Theme.accentInk : Theme.text
            Accessible.ignored: true
        }
        Icon {
            glyph: "arrow-down"
            size: Theme.iconSmall
            color: control.fresh > 0 ? Theme.accentInk : Theme.textSoft
        }
    }
    background: Rectangle {
        radius: height / 2
        color: control.fresh > 0 ? (control.hovered ? Theme.accentHover : Theme.accent) : Theme.raised
        border.width: control.fresh > 0 ? 0 : 1
        border.color: Theme.line

        FocusRing {
            wanted: control.visualFocus
            around: parent.radius
        }
    }
}
