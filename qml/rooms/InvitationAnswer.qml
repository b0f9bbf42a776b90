// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Banter

// Below a room that somebody asks one into: who it is, and the two answers.
ColumnLayout {
    id: answer

    property string by: ""

    signal answered(accept: bool)

    spacing: Theme.gapTiny

    AppText {
        Layout.fillWidth: true
        text: qsTr("%1 invites you", "a person").arg(answer.by)
        font.pixelSize: Theme.fontSmall
        color: Theme.textSoft
        Accessible.ignored: true
    }
    RowLayout {
        Layout.bottomMargin: Theme.gapSmall
        spacing: Theme.gapSmall

        PushButton {
            objectName: "acceptInvitation"
            Layout.fillWidth: true
            implicitHeight: Theme.row
            kind: PushButton.Primary
            text: qsTr("Accept")
            font.pixelSize: Theme.fontSmall
            onClicked: answer.answered(true)
        }
        PushButton {
            objectName: "declineInvitation"
            Layout.fillWidth: true
            implicitHeight: Theme.row
            text: qsTr("Decline")
            font.pixelSize: Theme.fontSmall
            onClicked: answer.answered(false)
        }
    }
}
