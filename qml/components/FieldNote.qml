// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// A sentence under a field: a hint, or what is wrong.
Row {
    id: note

    property alias text: words.text
    property bool wrong: false

    spacing: Theme.gapTiny + 2

    Icon {
        id: mark

        visible: note.wrong
        glyph: "alert"
        size: Theme.iconSmall
        color: Theme.dangerText
        y: 2
    }
    AppText {
        id: words

        width: note.width - (note.wrong ? mark.width + note.spacing : 0)
        wrapMode: Text.Wrap
        font.pixelSize: Theme.fontSmall
        color: note.wrong ? Theme.dangerText : Theme.textFaint
        Accessible.role: note.wrong ? Accessible.AlertMessage : Accessible.StaticText
    }
}
