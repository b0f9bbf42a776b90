// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// Puts this one under a message, or takes it away.
AbstractButton {
    id: control

    required property string emoji
    property bool mine: false

    implicitWidth: Theme.control - 6
    implicitHeight: Theme.control - 6
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: mine ? qsTr("Take back %1", "a reaction").arg(emoji) : qsTr("React with %1").arg(emoji)
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: mine

    Hint {
        wanted: control.hovered && !control.down
        words: control.text
    }

    contentItem: AppText {
        text: control.emoji
        font.pixelSize: Theme.fontTitle
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: control.down ? Theme.pressed : control.hovered ? Theme.hover : control.mine ? Theme.accentSoft : "transparent"
        border.width: control.mine ? 2 : 0
        border.color: Theme.accent

        FocusRing {
            wanted: control.visualFocus
            around: Theme.radiusSmall
            distance: 0
        }
    }
}
