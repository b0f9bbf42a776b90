// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// What was deleted a moment ago, and the way to have it back.
Toast {
    id: toast

    required property UndoModel undo

    objectName: "undo"
    height: implicitHeight
    open: undo.count + undo.texts > 0
    text: undo.count + undo.texts === 0 ? "" : undo.count === 0 ? qsTr("What you wrote was not kept.") : undo.mayHaveArrived ? qsTr("%n message(s) deleted. What has reached the server already comes back as sent.", "", undo.count) : qsTr("%n message(s) deleted.", "", undo.count)
    action: qsTr("Undo")
    onActed: undo.undo()
}
