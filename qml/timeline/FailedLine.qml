// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// Under an own message that was not sent, or of which nobody knows it: why, and what can be done.
Flow {
    id: line

    required property string failure
    required property bool editable
    property bool unconfirmed: false
    readonly property color ink: unconfirmed ? Theme.warningText : Theme.dangerText

    signal retried
    signal editWanted
    signal discarded

    spacing: Theme.gapTiny

    Row {
        spacing: Theme.gapTiny + 2
        topPadding: (retry.implicitHeight - Theme.fontSmall * 1.36) / 2

        Icon {
            y: 2
            glyph: line.unconfirmed ? "question" : "alert"
            size: Theme.iconSmall
            color: line.ink
        }
        AppText {
            width: Math.min(implicitWidth, line.width - Theme.iconSmall - 2 * Theme.gapSmall)
            text: line.failure
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: line.ink
            Accessible.role: Accessible.AlertMessage
        }
    }
    // What can be done stays in one line, be it beside the reason or under it.
    Row {
        spacing: Theme.gapTiny

        PushButton {
            id: retry

            objectName: "retry"
            implicitHeight: Theme.control - 8
            leftPadding: Theme.gapSmall
            rightPadding: Theme.gapSmall
            kind: PushButton.Quiet
            text: line.unconfirmed ? qsTr("Send again") : qsTr("Retry")
            onClicked: line.retried()
        }
        PushButton {
            objectName: "edit"
            visible: line.editable
            implicitHeight: Theme.control - 8
            leftPadding: Theme.gapSmall
            rightPadding: Theme.gapSmall
            kind: PushButton.Quiet
            text: qsTr("Edit")
            onClicked: line.editWanted()
        }
        PushButton {
            objectName: "delete"
            implicitHeight: Theme.control - 8
            leftPadding: Theme.gapSmall
            rightPadding: Theme.gapSmall
            kind: PushButton.Quiet
            text: qsTr("Delete")
            onClicked: line.discarded()
        }
    }
}
