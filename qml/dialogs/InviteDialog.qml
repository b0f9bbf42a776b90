// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

ModalDialog {
    id: dialog

    required property SessionModel session
    readonly property bool ready: name.text.trim() !== ""

    heading: qsTr("Invite somebody to %1").arg(session.currentRoom)
    defaultButton: accept
    onOpened: name.input.forceActiveFocus(Qt.TabFocusReason)

    function finish(): void {
        if (!ready)
            return;
        session.invite(name.text.trim());
        close();
    }

    LabelledField {
        id: name

        objectName: "inviteField"
        width: parent.width
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        label: qsTr("Name of the person")
        hint: qsTr("The name that they sign in with on this server.")
        maximumLength: 64
        onAccepted: dialog.finish()
    }
    actions: [
        PushButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        PushButton {
            id: accept

            objectName: "accept"
            kind: PushButton.Primary
            enabled: dialog.ready
            text: qsTr("Invite")
            onClicked: dialog.finish()
        }
    ]
}
