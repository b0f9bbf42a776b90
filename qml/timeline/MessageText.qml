// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// What somebody wrote: to be read, selected and copied. Never markup.
TextEdit {
    textFormat: TextEdit.PlainText
    readOnly: true
    selectByMouse: true
    activeFocusOnTab: false
    wrapMode: TextEdit.Wrap
    color: Theme.text
    font.pixelSize: Theme.fontMessage
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    // Gives the keys back to the list for good: Tab comes to the list, and not to words that were marked once.
    onActiveFocusChanged: {
        if (!activeFocus) {
            deselect();
            focus = false;
        }
    }
    Accessible.ignored: true
}
