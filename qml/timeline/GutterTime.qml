// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// When a message was said that is not the first of its group. The row says so to screen readers.
AppText {
    font.pixelSize: Theme.fontSmall - 1
    color: Theme.textFaint
    Accessible.ignored: true
}
