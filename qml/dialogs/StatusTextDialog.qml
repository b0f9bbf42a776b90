// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

ModalDialog {
    id: dialog

    required property SessionModel session
    readonly property RequestModel request: session.ownPresence.textRequest
    readonly property string fault: TextRules.statusFault(words.text)

    heading: qsTr("Status text")
    defaultButton: accept
    busy: request.busy
    onAboutToShow: {
        words.text = session.ownPresence.text;
        words.input.forceActiveFocus(Qt.TabFocusReason);
        words.input.selectAll();
    }

    Component.onCompleted: request.watch(true)
    Component.onDestruction: request.watch(false)

    function finish(text: string): void {
        if (TextRules.statusFault(text) === "" && !request.busy)
            session.ownPresence.setText(text.trim());
    }

    Connections {
        target: dialog.request

        function onDone(): void {
            dialog.close();
        }
    }

    LabelledField {
        id: words

        objectName: "statusField"
        width: parent.width
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        label: qsTr("What are you up to?")
        hint: qsTr("Everyone in your rooms can read it.")
        error: dialog.fault !== "" ? dialog.fault : dialog.request.error
        maximumLength: 1024
        input.onTextEdited: dialog.request.clearError()
        onAccepted: dialog.finish(text)
    }
    actions: [
        PushButton {
            text: qsTr("Clear")
            enabled: dialog.session.ownPresence.text !== "" && !dialog.request.busy
            onClicked: dialog.finish("")
        },
        PushButton {
            id: accept

            objectName: "accept"
            kind: PushButton.Primary
            enabled: dialog.fault === "" && !dialog.request.busy
            text: dialog.request.busy ? qsTr("One moment…") : qsTr("Save")
            onClicked: dialog.finish(words.text)
        }
    ]
}
