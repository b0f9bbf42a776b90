// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// A menu of MenuRow and MenuLine.
Menu {
    id: menu

    padding: Theme.gapTiny + 2
    margins: Theme.gapSmall
    implicitWidth: Math.max(contentWidth + 2 * padding, Math.round(232 * Theme.textScale))
    background: Elevation {
        implicitWidth: Math.round(232 * Theme.textScale)
        radius: Theme.radius + 2
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.quick
        }
    }
    exit: Transition {}
}
