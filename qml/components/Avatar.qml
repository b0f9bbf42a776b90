// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// Coloured initials, with a presence dot when `presence` is set.
Rectangle {
    id: avatar

    required property string initials
    required property int hue
    property int size: Theme.avatar
    property int presence: -1
    property bool stale: false
    property color surface: Theme.page

    implicitWidth: size
    implicitHeight: size
    radius: width / 2
    color: Theme.personFill(hue)
    Accessible.ignored: true

    AppText {
        anchors.centerIn: parent
        text: avatar.initials
        color: Theme.personInitials(avatar.hue)
        font.pixelSize: Math.max(9, Math.round(avatar.size * 0.38))
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Present {
        when: avatar.presence >= 0

        Rectangle {
            anchors.right: avatar.right
            anchors.bottom: avatar.bottom
            anchors.margins: -2
            width: dot.width + 4
            height: width
            radius: width / 2
            color: avatar.surface

            PresenceDot {
                id: dot

                anchors.centerIn: parent
                kind: avatar.presence
                stale: avatar.stale
                size: Math.max(9, Math.round(avatar.size * 0.3))
            }
        }
    }
}
