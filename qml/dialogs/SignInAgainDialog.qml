// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The server no longer takes the sign-in. The rooms stay where they are; the password is asked for over them.
ModalDialog {
    id: dialog

    required property SessionModel session

    heading: qsTr("Sign in again")
    defaultButton: accept
    busy: session.signInAgain.busy
    onAboutToShow: password.input.forceActiveFocus(Qt.TabFocusReason)

    function submit(): void {
        if (password.text !== "" && !session.signInAgain.busy)
            session.signInAgain.give(password.text);
    }

    // Once the field can be typed into again.
    Timer {
        id: again

        interval: 0
        onTriggered: {
            password.input.forceActiveFocus(Qt.TabFocusReason);
            password.input.selectAll();
        }
    }
    Connections {
        target: dialog.session.connection

        // In, or waiting for a server that cannot be reached now, which the banner shows.
        function onChanged(): void {
            if (!dialog.session.connection.refused && !dialog.session.signInAgain.busy)
                dialog.close();
        }
    }
    Connections {
        target: dialog.session.signInAgain

        function onChanged(): void {
            if (dialog.session.signInAgain.error !== "")
                again.restart();
            else if (!dialog.session.signInAgain.busy && !dialog.session.connection.refused)
                dialog.close();
        }
    }

    Column {
        width: parent.width
        spacing: Theme.gapLarge
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        AppText {
            width: parent.width
            text: qsTr("%1 no longer takes your sign-in as %2. What was said stays here to be read.", "server, person").arg(dialog.session.identity.serverName).arg(dialog.session.identity.user)
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        AppText {
            objectName: "signInUnsent"
            width: parent.width
            visible: dialog.session.outbox.unsent > 0
            text: qsTr("%n message(s) will be sent once you are in.", "", dialog.session.outbox.unsent)
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        PasswordField {
            id: password

            objectName: "againPassword"
            width: parent.width
            label: qsTr("Password of %1").arg(dialog.session.identity.user)
            hint: dialog.session.identity.openWay ? qsTr("The connection is not encrypted: others can read the password on the way.") : ""
            error: dialog.session.signInAgain.error
            maximumLength: 1024
            enabled: !dialog.session.signInAgain.busy
            onAccepted: dialog.submit()
        }
    }
    actions: [
        PushButton {
            text: qsTr("Later")
            onClicked: dialog.close()
        },
        PushButton {
            id: accept

            objectName: "accept"
            kind: PushButton.Primary
            enabled: password.text !== "" && !dialog.session.signInAgain.busy
            text: dialog.session.signInAgain.busy ? qsTr("Signing in…") : qsTr("Sign in")
            onClicked: dialog.submit()
        }
    ]
}
