// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The dialog stays until the server said yes: nothing typed is lost.
ModalDialog {
    id: dialog

    required property SessionModel session
    readonly property OwnAccountModel account: session.ownAccount
    readonly property string fault: TextRules.passwordFault(next.text)
    readonly property string note: TextRules.passwordNote(next.text)
    readonly property bool ready: present.text !== "" && fault === "" && note === "" && !account.changingPassword
    // What is wrong is shown until the person begins to change it.
    property bool asked: false

    heading: qsTr("Change password")
    defaultButton: accept
    busy: account.changingPassword
    onAboutToShow: present.input.forceActiveFocus(Qt.TabFocusReason)

    function submit(): void {
        if (!ready)
            return;
        asked = true;
        account.changePassword(present.text, next.text, others.checked);
    }

    // Once the field can be typed into again.
    Timer {
        id: again

        interval: 0
        onTriggered: {
            present.input.forceActiveFocus(Qt.TabFocusReason);
            present.input.selectAll();
        }
    }
    Connections {
        target: dialog.account

        function onPasswordChanged(): void {
            dialog.close();
        }
        function onChanged(): void {
            if (dialog.asked && dialog.account.passwordError !== "")
                again.restart();
        }
    }

    Column {
        width: parent.width
        spacing: Theme.gapLarge
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        PasswordField {
            id: present

            objectName: "presentPassword"
            width: parent.width
            label: qsTr("Present password")
            following: next
            error: dialog.asked ? dialog.account.passwordError : ""
            maximumLength: 1024
            enabled: !dialog.account.changingPassword
            input.onTextEdited: dialog.asked = false
        }
        PasswordField {
            id: next

            objectName: "newPassword"
            width: parent.width
            label: qsTr("New password")
            hint: dialog.note
            error: dialog.fault
            maximumLength: 1024
            enabled: !dialog.account.changingPassword
        }
        CheckField {
            id: others

            objectName: "signOutOthers"
            width: parent.width
            checked: true
            text: qsTr("Sign out all other devices")
        }
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
            text: dialog.account.changingPassword ? qsTr("Changing…") : qsTr("Change")
            onClicked: dialog.submit()
        }
    ]
}
