// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Around whatever has the keyboard. Its parent says when.
Rectangle {
    property int around: Theme.radius
    property int distance: 2

    anchors.fill: parent
    anchors.margins: -distance
    radius: around + distance
    color: "transparent"
    border.width: 2
    border.color: Theme.ring
}
