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
    implicitWidth: Math.max(widestRow() + leftPadding + rightPadding, Math.round(232 * Theme.textScale))
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

    // The list of the rows does not say how wide they would like to be.
    function widestRow(): real {
        let widest = 0;
        for (let row = 0; row < count; ++row)
            widest = Math.max(widest, itemAt(row)?.implicitWidth ?? 0);
        return widest;
    }
}
