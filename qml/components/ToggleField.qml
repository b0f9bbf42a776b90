// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// A switch at the end of its line, with the words before it.
Switch {
    id: control

    font.pixelSize: Theme.fontBody
    padding: 0
    implicitHeight: Math.max(Theme.control, implicitContentHeight)
    Accessible.name: text

    indicator: Rectangle {
        implicitWidth: Math.round(Theme.icon * 2.1)
        implicitHeight: Theme.icon + 4
        x: control.mirrored ? 0 : control.width - width
        y: (control.height - height) / 2
        radius: height / 2
        color: control.checked ? Theme.accent : Theme.absent

        Rectangle {
            x: 3 + control.visualPosition * (parent.width - width - 6)
            y: 3
            width: parent.height - 6
            height: width
            radius: width / 2
            color: Theme.accentInk

            Behavior on x {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }
        FocusRing {
            wanted: control.visualFocus
            around: parent.radius
        }
    }
    contentItem: AppText {
        rightPadding: control.mirrored ? 0 : control.indicator.width + Theme.gap
        leftPadding: control.mirrored ? control.indicator.width + Theme.gap : 0
        text: control.text
        font: control.font
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
}
