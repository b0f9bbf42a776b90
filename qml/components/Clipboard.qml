// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick

// Puts text on the clipboard: QML has no other way than a text item's copy().
TextEdit {
    visible: false
    textFormat: TextEdit.PlainText

    function put(words: string): void {
        text = words;
        selectAll();
        copy();
        text = "";
    }
}
