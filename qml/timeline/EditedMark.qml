// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Its author gave the message another text after it was sent. The row says so to screen readers.
AppText {
    text: qsTr("edited", "a message")
    font.pixelSize: Theme.fontSmall
    color: Theme.textFaint
    Accessible.ignored: true
}
