// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Behind a message: its colour says what is special about it, a ring that the keyboard is there.
Rectangle {
    id: back

    required property bool ringed

    radius: Theme.radius

    FocusRing {
        wanted: back.ringed
        distance: 0
    }
}
