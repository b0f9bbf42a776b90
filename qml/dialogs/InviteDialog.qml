// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

ModalDialog {
    id: dialog

    required property SessionModel session
    readonly property RequestModel request: session.membership.inviteRequest
    readonly property string fault: session.features.ownNames ? TextRules.personFault(name.text) : ""
    readonly property bool ready: name.text.trim() !== "" && fault === "" && !request.busy

    heading: qsTr("Invite somebody to %1").arg(session.current.room)
    defaultButton: accept
    busy: request.busy
    onAboutToShow: name.input.forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: request.watch(true)
    Component.onDestruction: request.watch(false)

    function finish(): void {
        if (!ready)
            return;
        session.membership.invite(session.current.room, name.text.trim());
    }

    Connections {
        target: dialog.request

        function onDone(): void {
            dialog.close();
        }
    }

    LabelledField {
        id: name

        objectName: "inviteField"
        width: parent.width
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        label: qsTr("Name of the person")
        hint: qsTr("The name that they sign in with on this server.")
        error: dialog.fault !== "" ? dialog.fault : dialog.request.error
        maximumLength: 256
        input.onTextEdited: dialog.request.clearError()
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
            text: dialog.request.busy ? qsTr("One moment…") : qsTr("Invite")
            onClicked: dialog.finish()
        }
    ]
}
