// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

ModalDialog {
    id: dialog

    required property SessionModel session

    heading: qsTr("Status text")
    defaultButton: accept
    onOpened: {
        words.text = session.ownStatusText;
        words.input.forceActiveFocus(Qt.TabFocusReason);
        words.input.selectAll();
    }

    function finish(text: string): void {
        session.setPresence(session.ownStatus, text.trim());
        close();
    }

    LabelledField {
        id: words

        objectName: "statusField"
        width: parent.width
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        label: qsTr("What are you up to?")
        hint: qsTr("Everyone in your rooms can read it.")
        maximumLength: 80
        onAccepted: dialog.finish(text)
    }
    actions: [
        PushButton {
            text: qsTr("Clear")
            enabled: dialog.session.ownStatusText !== ""
            onClicked: dialog.finish("")
        },
        PushButton {
            id: accept

            objectName: "accept"
            kind: PushButton.Primary
            text: qsTr("Save")
            onClicked: dialog.finish(words.text)
        }
    ]
}
