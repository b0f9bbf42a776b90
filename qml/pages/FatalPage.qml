// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// The program cannot do its work: why, and the way out.
FocusScope {
    id: page

    required property string reason

    signal quitWanted

    focus: true
    Component.onCompleted: quit.forceActiveFocus()

    EmptyState {
        glyph: "warning"
        title: qsTr("Banter cannot start here")
        words: page.reason

        PushButton {
            id: quit

            kind: PushButton.Primary
            text: qsTr("Quit")
            onClicked: page.quitWanted()
        }
    }
}
