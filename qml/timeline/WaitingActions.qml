// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Beside an own message that waits to be sent: what can still be done about it.
Row {
    id: actions

    required property bool editable

    signal editWanted
    signal discarded

    IconButton {
        objectName: "editWaiting"
        visible: actions.editable
        implicitWidth: Theme.control - 8
        implicitHeight: Theme.control - 10
        glyph: "pencil"
        glyphSize: Theme.iconSmall + 1
        text: qsTr("Edit this message")
        onClicked: actions.editWanted()
    }
    IconButton {
        objectName: "deleteWaiting"
        implicitWidth: Theme.control - 8
        implicitHeight: Theme.control - 10
        glyph: "trash"
        glyphSize: Theme.iconSmall + 1
        text: qsTr("Do not send this message")
        onClicked: actions.discarded()
    }
}
