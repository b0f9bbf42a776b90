// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Asks before a secret goes where others can read it. Closing it is a no.
ModalDialog {
    id: dialog

    required property StartModel start
    required property string host

    heading: qsTr("Not encrypted")
    defaultButton: back
    onAboutToShow: back.forceActiveFocus(Qt.TabFocusReason)
    Component.onDestruction: start.answerOpenWay(false)

    contentItem: AppText {
        objectName: "openWayText"
        text: qsTr("The connection to %1 is not encrypted. Your password and all that is written can be read by others on the way. Ask whoever runs the server for an address that begins with wss:// or https://.").arg(dialog.host)
        wrapMode: Text.Wrap
        color: Theme.textSoft
        LayoutMirroring.enabled: Theme.mirrored
    }
    actions: [
        PushButton {
            id: back

            objectName: "back"
            text: qsTr("Go back")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            text: qsTr("Sign in all the same")
            onClicked: {
                dialog.start.answerOpenWay(true);
                dialog.close();
            }
        }
    ]
}
