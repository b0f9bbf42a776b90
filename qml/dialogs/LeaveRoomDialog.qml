// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

ModalDialog {
    id: dialog

    required property SessionModel session
    readonly property string room: session.currentRoom

    heading: qsTr("Leave %1?").arg(room)
    defaultButton: stay
    onOpened: stay.forceActiveFocus(Qt.TabFocusReason)

    contentItem: AppText {
        text: dialog.session.currentRoomPrivate ? qsTr("You can only come back when somebody invites you again.") : qsTr("You can come back at any time.")
        wrapMode: Text.Wrap
        color: Theme.textSoft
        LayoutMirroring.enabled: Theme.mirrored
    }
    actions: [
        PushButton {
            id: stay

            objectName: "stay"
            text: qsTr("Stay")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            text: qsTr("Leave")
            onClicked: {
                dialog.session.leaveRoom(dialog.room);
                dialog.close();
            }
        }
    ]
}
