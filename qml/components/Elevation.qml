// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// A raised surface with a soft shadow made of a few translucent rectangles: no effect, no shader.
Rectangle {
    id: surface

    radius: Theme.radiusLarge
    color: Theme.raised
    border.width: 1
    border.color: Theme.line

    Repeater {
        model: 5

        Rectangle {
            required property int index

            z: -1
            anchors.fill: parent
            anchors.margins: -1 - index * 2
            anchors.topMargin: 1 - index
            anchors.bottomMargin: -3 - index * 3
            radius: surface.radius + index * 2
            color: Theme.shadow
        }
    }
}
