// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Somebody else answers at the server's address. Nothing is told to them before the person has decided.
ModalDialog {
    id: dialog

    required property ServerQuestion question
    required property string server

    heading: qsTr("Is this the right server?")
    defaultButton: refuse
    onAboutToShow: refuse.forceActiveFocus(Qt.TabFocusReason)
    onClosed: question.refuse() // unless it is answered

    Connections {
        target: dialog.question

        function onChanged(): void {
            if (!dialog.question.open)
                dialog.close();
        }
    }

    Column {
        width: parent.width
        spacing: Theme.gap
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        AppText {
            width: parent.width
            text: dialog.question.shown !== "" ? qsTr("At %1 another server answers than the one that you know. It was told neither a password nor a message. If the server was set up anew, whoever runs it can tell you its fingerprint.").arg(dialog.server) : qsTr("At %1 a server answers that does not prove who it is; the one that you know does. It was told neither a password nor a message.").arg(dialog.server)
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        FingerprintLine {
            objectName: "knownFingerprint"
            width: parent.width
            label: qsTr("The server that you know")
            digits: dialog.question.known
        }
        FingerprintLine {
            objectName: "shownFingerprint"
            width: parent.width
            label: qsTr("The one that answers now")
            digits: dialog.question.shown !== "" ? dialog.question.shown : qsTr("no fingerprint")
        }
    }
    actions: [
        PushButton {
            id: refuse

            objectName: "refuse"
            text: qsTr("Do not connect")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            text: qsTr("Trust this server")
            onClicked: dialog.question.trust()
        }
    ]
}
