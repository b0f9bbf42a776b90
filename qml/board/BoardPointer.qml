// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Somebody's pointer on the board. Positions come twenty times a second and are smoothed in between.
Item {
    id: pointer

    required property string user
    required property int hue
    required property real pointX
    required property real pointY
    property size board: Qt.size(1, 1)
    property bool ready: false

    // Follows at once where it appears, and when the board itself changes its size.
    readonly property real wantedX: pointX * board.width
    readonly property real wantedY: pointY * board.height

    x: wantedX
    y: wantedY
    Component.onCompleted: ready = true
    onBoardChanged: ready = true
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("Pointer of %1").arg(user)

    Behavior on x {
        enabled: pointer.ready && !Theme.still

        SmoothedAnimation {
            duration: Theme.glide
            velocity: -1
        }
    }
    Behavior on y {
        enabled: pointer.ready && !Theme.still

        SmoothedAnimation {
            duration: Theme.glide
            velocity: -1
        }
    }

    Icon {
        id: arrow

        x: -3
        y: -3
        glyph: "pointer"
        size: Math.round(20 * Theme.textScale)
        color: Theme.personColor(pointer.hue)
    }
    Rectangle {
        // Turns to the other side where it would leave the board.
        x: pointer.wantedX + width + 24 > pointer.board.width ? -width - 4 : 14
        y: pointer.wantedY + height + 28 > pointer.board.height ? -height - 4 : 16
        width: Math.min(name.implicitWidth, Math.round(160 * Theme.textScale)) + 2 * Theme.gapSmall
        height: name.implicitHeight + 6
        radius: Theme.radiusSmall
        color: Theme.personColor(pointer.hue)

        AppText {
            id: name

            anchors.centerIn: parent
            width: parent.width - 2 * Theme.gapSmall
            text: pointer.user
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            color: Theme.personInk
            Accessible.ignored: true
        }
    }
}
