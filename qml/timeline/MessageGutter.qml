// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// Beside a message: who wrote, at the head of a group, or when, while a pointer is over it.
Item {
    id: gutter

    required property bool firstOfGroup
    required property string initials
    required property int hue
    required property string time
    required property bool hovered

    Present {
        when: gutter.firstOfGroup

        Avatar {
            anchors.left: gutter.left
            anchors.leftMargin: Theme.gapLarge
            y: 1
            initials: gutter.initials
            hue: gutter.hue
        }
    }
    Present {
        when: !gutter.firstOfGroup && gutter.hovered

        GutterTime {
            anchors.right: gutter.right
            anchors.rightMargin: Theme.gap
            y: Theme.fontMessage - Theme.fontSmall + 1
            text: gutter.time
        }
    }
}
