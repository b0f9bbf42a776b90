// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Around whatever has the keyboard, for who uses the keyboard. Its parent says when.
Rectangle {
    required property bool wanted
    property int around: Theme.radius
    property int distance: 2

    // In this order: it watches from the first ring on.
    visible: InputMode.keyboard && wanted
    anchors.fill: parent
    anchors.margins: -distance
    radius: around + distance
    color: "transparent"
    border.width: 2
    border.color: Theme.ring
}
