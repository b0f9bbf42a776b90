// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter

// One of the two ways in, with a line on what it means.
AbstractButton {
    id: tile

    required property string glyph
    required property string words

    padding: Theme.gapLarge
    focusPolicy: checked ? Qt.TabFocus : Qt.NoFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.description: words
    Accessible.checkable: true
    Accessible.checked: checked

    contentItem: ColumnLayout {
        spacing: Theme.gapSmall

        Icon {
            glyph: tile.glyph
            size: Math.round(22 * Theme.textScale)
            color: tile.checked ? Theme.accentText : Theme.textSoft
        }
        AppText {
            Layout.fillWidth: true
            text: tile.text
            wrapMode: Text.Wrap
            font.weight: Font.DemiBold
            color: tile.checked ? Theme.selectedInk : Theme.text
            Accessible.ignored: true
        }
        AppText {
            Layout.fillWidth: true
            text: tile.words
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
            Accessible.ignored: true
        }
        Item {
            Layout.fillHeight: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: tile.checked ? Theme.accentSoft : tile.hovered ? Theme.hover : Theme.page
        border.width: tile.checked ? 2 : 1
        border.color: tile.checked ? Theme.accent : Theme.fieldLine

        FocusRing {
            wanted: tile.visualFocus
            around: Theme.radiusLarge
        }
    }
}
