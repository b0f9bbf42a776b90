// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter
import Banter.Models

// A line of a menu: an icon, words, and what is set or which keys do the same.
MenuItem {
    id: row

    property string glyph: ""
    property color ink: Theme.textSoft
    property string keys: ""
    property bool risky: false

    implicitHeight: Theme.row
    height: visible ? implicitHeight : 0
    // A row without height would still be walked to.
    enabled: visible
    topPadding: 0
    bottomPadding: 0
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    font.pixelSize: Theme.fontBody
    opacity: enabled ? 1 : 0.5
    indicator: null
    arrow: null

    contentItem: RowLayout {
        spacing: Theme.gapSmall + 2
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Icon {
            visible: row.glyph !== ""
            glyph: row.glyph
            color: row.risky ? Theme.dangerText : row.ink
        }
        AppText {
            Layout.fillWidth: true
            text: row.text
            font: row.font
            color: row.risky ? Theme.dangerText : Theme.text
            Accessible.ignored: true
        }
        AppText {
            visible: row.keys !== ""
            text: KeyText.of(row.keys)
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
            Accessible.ignored: true
        }
        Icon {
            visible: row.checked
            glyph: "check"
            color: Theme.accentText
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: row.highlighted || row.hovered ? Theme.hover : "transparent"
        border.width: row.visualFocus ? 2 : 0
        border.color: Theme.ring
    }
}
