// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Asks before an invitation is declined: nobody can take that back, and the one who asked may not ask again at once.
ModalDialog {
    id: dialog

    required property SessionModel session
    required property string room
    required property string by

    heading: qsTr("Decline the invitation to %1?", "a room").arg(room)
    defaultButton: cancel
    onAboutToShow: cancel.forceActiveFocus(Qt.TabFocusReason)

    contentItem: AppText {
        objectName: "declineText"
        text: qsTr("%1 may not be able to invite you again for some days.", "a person").arg(dialog.by)
        wrapMode: Text.Wrap
        color: Theme.textSoft
        LayoutMirroring.enabled: Theme.mirrored
    }
    actions: [
        PushButton {
            id: cancel

            objectName: "stay"
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            text: qsTr("Decline")
            onClicked: {
                dialog.session.membership.answerInvitation(dialog.room, false);
                dialog.close();
            }
        }
    ]
}
