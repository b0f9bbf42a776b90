// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

CheckBox {
    id: control

    spacing: Theme.gapSmall + 2
    font.pixelSize: Theme.fontBody
    padding: 0
    implicitHeight: Math.max(Theme.row - 4, implicitContentHeight)
    opacity: enabled ? 1 : 0.6
    Accessible.name: text

    indicator: Rectangle {
        implicitWidth: Theme.icon
        implicitHeight: Theme.icon
        x: control.mirrored ? control.width - width : 0
        y: (control.height - height) / 2
        radius: Theme.radiusSmall - 1
        color: control.checked ? Theme.accent : Theme.field
        border.width: control.checked ? 0 : 1
        border.color: control.hovered ? Theme.ring : Theme.fieldLine

        Icon {
            anchors.centerIn: parent
            visible: control.checked
            glyph: "check"
            size: Theme.iconSmall
            color: Theme.accentInk
        }
        FocusRing {
            wanted: control.visualFocus
            around: Theme.radiusSmall
        }
    }
    contentItem: AppText {
        leftPadding: control.mirrored ? 0 : Theme.icon + control.spacing
        rightPadding: control.mirrored ? Theme.icon + control.spacing : 0
        text: control.text
        font: control.font
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
}
