// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// From small to large, with what is set.
Slider {
    id: slider

    required property SettingsModel settings

    from: 0.85
    to: 1.5
    stepSize: 0.05
    snapMode: Slider.SnapAlways
    value: settings.textScale
    implicitHeight: Theme.control
    leftPadding: 0
    rightPadding: percent.width + Theme.gap
    onMoved: settings.textScale = value
    Accessible.name: qsTr("Text size")

    AppText {
        id: percent

        width: Math.round(48 * Theme.textScale)
        x: slider.mirrored ? 0 : slider.width - width
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        text: qsTr("%1 %", "percent").arg(Math.round(slider.value * 100).toLocaleString(Qt.locale(), "f", 0))
        color: Theme.textSoft
    }
    background: Rectangle {
        x: slider.leftPadding
        y: (slider.height - height) / 2
        width: slider.availableWidth
        height: 4
        radius: 2
        color: Theme.fieldLine

        Rectangle {
            width: slider.visualPosition * parent.width
            height: parent.height
            radius: 2
            color: Theme.accent
        }
    }
    handle: Rectangle {
        x: slider.leftPadding + slider.visualPosition * (slider.availableWidth - width)
        y: (slider.height - height) / 2
        width: Theme.icon + 2
        height: width
        radius: width / 2
        color: Theme.accentInk
        border.width: 2
        border.color: Theme.accent

        FocusRing {
            wanted: slider.visualFocus
            around: parent.radius
        }
    }
}
