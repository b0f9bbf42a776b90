// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// A number with what it counts.
Rectangle {
    id: figure

    required property string label
    required property string value

    implicitHeight: column.implicitHeight + 2 * Theme.gapSmall
    radius: Theme.radius
    color: Theme.field
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2", "a figure's name, its value").arg(label).arg(value)

    Column {
        id: column

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap
        width: parent.width - 2 * Theme.gap

        // Of one height, whatever letters the unit has and however small they are drawn: the labels are in one line.
        AppText {
            width: parent.width
            height: Math.round(Theme.fontTitle * 1.4)
            text: figure.value
            font.pixelSize: Theme.fontTitle
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        AppText {
            width: parent.width
            text: figure.label
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
            Accessible.ignored: true
        }
    }
}
