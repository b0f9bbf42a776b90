// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// Under an own message that was sent: what the person wishes it to be, why it is not so, and what can be done.
Flow {
    id: line

    required property int change
    required property string note
    // What the person wrote, where the message says something else.
    required property string words
    // There is nothing left to change.
    property bool deleted: false
    readonly property bool conflict: change === TimelineModel.EditConflict
    readonly property bool refused: conflict || change === TimelineModel.ChangeFailed
    readonly property color ink: conflict ? Theme.warningText : refused ? Theme.dangerText : Theme.textFaint

    signal retried
    signal dropped

    spacing: Theme.gapTiny

    Row {
        spacing: Theme.gapTiny + 2
        topPadding: (drop.implicitHeight - Theme.fontSmall * 1.36) / 2

        Icon {
            y: 2
            glyph: line.refused ? "alert" : "clock"
            size: Theme.iconSmall
            color: line.ink
        }
        AppText {
            objectName: "changeNote"
            width: Math.min(implicitWidth, line.width - Theme.iconSmall - 2 * Theme.gapSmall)
            text: line.note
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: line.ink
            Accessible.role: line.refused ? Accessible.AlertMessage : Accessible.StaticText
        }
    }
    Present {
        when: line.words !== ""

        Rectangle {
            width: line.width
            height: own.height + 2 * Theme.gapSmall
            radius: Theme.radius
            color: Theme.field
            border.width: 1
            border.color: Theme.line

            Column {
                id: own

                x: Theme.gap
                y: Theme.gapSmall
                width: parent.width - 2 * Theme.gap

                AppText {
                    width: parent.width
                    text: qsTr("Your text:")
                    font.pixelSize: Theme.fontSmall
                    color: Theme.textSoft
                }
                MessageText {
                    objectName: "ownWords"
                    width: parent.width
                    text: line.words
                    Accessible.ignored: false
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
        }
    }
    PushButton {
        objectName: "retryChange"
        visible: line.refused && !line.deleted
        implicitHeight: Theme.control - 8
        leftPadding: Theme.gapSmall
        rightPadding: Theme.gapSmall
        kind: PushButton.Quiet
        text: line.conflict ? qsTr("Send your text") : qsTr("Retry")
        onClicked: line.retried()
    }
    PushButton {
        id: drop

        objectName: "dropChange"
        implicitHeight: Theme.control - 8
        leftPadding: Theme.gapSmall
        rightPadding: Theme.gapSmall
        kind: PushButton.Quiet
        text: line.conflict ? qsTr("Keep the other text") : line.change === TimelineModel.DeletionWaits ? qsTr("Do not delete") : qsTr("Leave it as it was")
        onClicked: line.dropped()
    }
}
