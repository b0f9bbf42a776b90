// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// The one tooltip. Qt's own would take what others wrote for markup.
ToolTip {
    id: bubble

    width: Math.min(implicitWidth, Math.round(320 * Theme.textScale))
    padding: Theme.gapSmall
    topPadding: Theme.gapTiny + 2
    bottomPadding: Theme.gapTiny + 2

    contentItem: AppText {
        text: bubble.text
        font.pixelSize: Theme.fontSmall
        wrapMode: Text.Wrap
        maximumLineCount: 6
        Accessible.role: Accessible.ToolTip
    }
    background: Elevation {
        radius: Theme.radiusSmall
    }
}
