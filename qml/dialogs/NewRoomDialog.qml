// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// A room by its name: joined if it is there, made if it is not.
ModalDialog {
    id: dialog

    required property SessionModel session
    readonly property RequestModel request: session.membership.roomRequest
    readonly property string fault: session.features.ownNames || secret.checked ? TextRules.roomFault(name.text) : ""
    readonly property bool ready: name.text.trim() !== "" && fault === "" && !request.busy

    heading: session.features.createRooms ? qsTr("Create or join a room") : qsTr("Join a room")
    defaultButton: accept
    busy: request.busy
    onAboutToShow: name.input.forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: request.watch(true)
    Component.onDestruction: request.watch(false)

    function finish(): void {
        if (!ready)
            return;
        if (secret.checked)
            session.membership.create(name.text.trim(), true);
        else
            session.membership.join(name.text.trim());
    }

    Connections {
        target: dialog.request

        function onDone(): void {
            dialog.close();
        }
    }

    Column {
        width: parent.width
        spacing: Theme.gap
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        LabelledField {
            id: name

            objectName: "roomNameField"
            width: parent.width
            label: qsTr("Name of the room")
            placeholder: qsTr("for example: kitchen")
            hint: secret.checked ? "" : !dialog.session.features.createRooms ? qsTr("The name as it is on this server.") : qsTr("A public room of this name is joined; if there is none, it is made.")
            error: dialog.fault !== "" ? dialog.fault : dialog.request.error
            maximumLength: 256
            input.onTextEdited: dialog.request.clearError()
            onAccepted: dialog.finish()
        }
        CheckField {
            id: secret

            objectName: "private"
            visible: dialog.session.features.privateRooms
            width: parent.width
            text: qsTr("Private: only people who are invited can see it")
            onToggled: dialog.request.clearError()
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
            text: dialog.request.busy ? qsTr("One moment…") : secret.checked ? qsTr("Create the room") : qsTr("Go to the room")
            onClicked: dialog.finish()
        }
    ]
}
