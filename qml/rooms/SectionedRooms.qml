// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick

// Rooms below their headings. A file of its own, since Qt 6.4 makes no heading from one whose components are bound.
ListView {
    section.property: "section"
    section.delegate: RoomSection {
        width: ListView.view.width
    }
}
