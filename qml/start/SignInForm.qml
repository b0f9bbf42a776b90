// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Address, name and password; signs in to a server, or hosts one here.
FocusScope {
    id: form

    required property StartModel start
    property bool hosting: start.lastHosted
    property bool creating: start.lastCreating
    // What is wrong is shown until the person begins to change it.
    property bool stale: false
    readonly property SpokenModel spoken: start.spoken
    readonly property bool registers: creating && spoken.canRegister
    // A new account follows the rules of this program's own server.
    readonly property bool ruled: hosting || registers

    implicitHeight: column.implicitHeight

    function wrong(field: int): string {
        return !stale && start.errorField === field ? start.error : "";
    }

    function submit(): void {
        stale = false;
        if (hosting)
            start.host(name.text, password.text, keep.checked);
        else
            start.join(address.text, name.text, password.text, registers, keep.checked, "", code.visible ? code.text : "");
    }

    // At once, and not with the next frame.
    function layOut(): void {
        column.forceLayout();
    }

    function focusFirst(): void {
        if (!hosting && address.text === "")
            address.input.forceActiveFocus();
        else if (name.text === "")
            name.input.forceActiveFocus();
        else
            password.input.forceActiveFocus();
    }

    function secretPlace(): string {
        switch (start.secretPlace) {
        case StartModel.Keychain:
            return qsTr("Kept in this computer's keychain. Your password itself is not kept.");
        case StartModel.OwnerOnlyFile:
            return qsTr("There is no keychain here: kept in a file that only your user account can read. Your password itself is not kept.");
        default:
            return "";
        }
    }

    // Once the field is there.
    Timer {
        id: later

        interval: 0
        onTriggered: code.input.forceActiveFocus()
    }
    Connections {
        target: form.start

        function onErrorChanged(): void {
            form.stale = false;
            switch (form.start.errorField) {
            case StartModel.Address:
                address.input.forceActiveFocus();
                break;
            case StartModel.Name:
                name.input.forceActiveFocus();
                break;
            case StartModel.Code:
                later.restart();
                break;
            case StartModel.Profile:
                spokenField.forceActiveFocus();
                break;
            case StartModel.Password:
                password.input.forceActiveFocus();
                break;
            }
        }
    }

    Column {
        id: column

        width: parent.width
        spacing: Theme.gapLarge
        enabled: !form.start.busy

        Segments {
            objectName: "account"
            visible: !form.hosting && form.spoken.canRegister
            width: parent.width
            name: qsTr("Account")
            options: [qsTr("Sign in"), qsTr("Create an account")]
            current: form.creating ? 1 : 0
            onChosen: index => {
                form.creating = index === 1;
                form.stale = true;
            }
        }
        LabelledField {
            id: address

            objectName: "address"
            visible: !form.hosting
            width: parent.width
            label: qsTr("Server address")
            placeholder: form.spoken.addressExample
            text: form.start.lastAddress
            error: form.wrong(StartModel.Address)
            maximumLength: 1024
            input.onTextEdited: form.stale = true
            onAccepted: form.submit()
        }
        SpokenField {
            id: spokenField

            visible: !form.hosting && form.spoken.labels.length > 1
            width: parent.width
            spoken: form.spoken
            error: form.wrong(StartModel.Profile)
            onChanged: form.stale = true
        }
        LabelledField {
            id: name

            readonly property string live: form.ruled ? TextRules.personFault(text) : ""

            objectName: "name"
            width: parent.width
            label: qsTr("Name")
            hint: form.hosting ? qsTr("Others will see you under this name.") : form.spoken.nameHint
            text: form.start.lastName
            error: live !== "" ? live : form.wrong(StartModel.Name)
            maximumLength: 256
            input.onTextEdited: form.stale = true
            onAccepted: form.submit()
        }
        PasswordField {
            id: password

            readonly property string live: form.ruled ? TextRules.passwordFault(text) : ""

            objectName: "password"
            width: parent.width
            label: form.hosting || form.registers ? qsTr("Password") : form.spoken.secretLabel
            hint: form.ruled ? TextRules.passwordNote(text) : form.spoken.secretHint
            error: live !== "" ? live : form.wrong(StartModel.Password)
            maximumLength: 1024
            input.onTextEdited: form.stale = true
            onAccepted: form.submit()
        }
        LabelledField {
            id: code

            objectName: "code"
            visible: !form.hosting && form.registers && form.start.wantsCode
            width: parent.width
            label: qsTr("Invitation code")
            placeholder: "xxxx-xxxx-xxxx"
            text: form.start.lastCode
            error: form.wrong(StartModel.Code)
            maximumLength: 64
            input.onTextEdited: form.stale = true
            onAccepted: form.submit()
        }
        Column {
            width: parent.width
            spacing: 2

            CheckField {
                id: keep

                objectName: "keep"
                width: parent.width
                text: qsTr("Keep me signed in")
                Accessible.description: form.secretPlace()
            }
            FieldNote {
                x: form.LayoutMirroring.enabled ? 0 : Theme.icon + keep.spacing
                width: parent.width - Theme.icon - keep.spacing
                visible: text !== ""
                opacity: keep.checked ? 1 : 0.75
                text: form.secretPlace()
            }
        }
    }
}
