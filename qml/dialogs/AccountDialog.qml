// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Where this person is signed in, and who else may come in.
ModalDialog {
    id: dialog

    required property SessionModel session
    required property DialogHost dialogs
    readonly property OwnAccountModel account: session.ownAccount

    heading: qsTr("Your account")
    defaultButton: accept
    onAboutToShow: {
        account.refresh();
        password.forceActiveFocus(Qt.TabFocusReason);
    }

    component Caption: AppText {
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
        color: Theme.textFaint
        Accessible.role: Accessible.Heading
    }

    Flickable {
        width: parent.width
        height: parent.height
        implicitHeight: column.implicitHeight
        contentHeight: column.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Column {
            id: column

            width: parent.width
            spacing: Theme.gapSmall

            AppText {
                width: parent.width
                text: qsTr("%1 on %2", "person, server").arg(dialog.session.identity.user).arg(dialog.session.identity.serverName)
                wrapMode: Text.Wrap
                color: Theme.textSoft
            }
            PushButton {
                id: password

                objectName: "changePassword"
                glyph: "key"
                text: qsTr("Change password…")
                onClicked: dialog.dialogs.changePassword()
            }
            Item {
                width: 1
                height: Theme.gapTiny
            }
            Caption {
                text: qsTr("Devices")
            }
            Repeater {
                model: dialog.account

                DeviceRow {
                    objectName: "device"
                    width: column.width
                    busy: dialog.account.signingOut
                    onSignOut: id => dialog.account.signOut(id)
                }
            }
            FieldNote {
                objectName: "accountError"
                width: parent.width
                visible: text !== ""
                wrong: true
                text: dialog.account.error
            }
            PushButton {
                objectName: "signOutOthers"
                visible: dialog.account.count > 1
                enabled: !dialog.account.signingOut
                glyph: "sign-out"
                text: qsTr("Sign out all others")
                onClicked: dialog.account.signOutOthers()
            }
            Item {
                visible: dialog.session.features.inviteCodes
                width: 1
                height: Theme.gapTiny
            }
            Caption {
                visible: dialog.session.features.inviteCodes
                text: qsTr("Let somebody in")
            }
            AppText {
                visible: dialog.session.features.inviteCodes
                width: parent.width
                wrapMode: Text.Wrap
                color: Theme.textSoft
                text: qsTr("This server takes new people only with a code. Each code lets one person in.")
            }
            Row {
                visible: dialog.session.features.inviteCodes
                width: parent.width
                spacing: Theme.gapSmall

                LineField {
                    objectName: "inviteCode"
                    width: parent.width - make.width - parent.spacing
                    readOnly: true
                    text: dialog.account.code
                    placeholder: qsTr("No code yet")
                    Accessible.name: qsTr("Invitation code")
                }
                PushButton {
                    id: make

                    readonly property bool copies: dialog.account.code !== ""

                    objectName: "makeCode"
                    enabled: !dialog.account.makingCode
                    glyph: copies ? "copy" : "plus"
                    text: copies ? qsTr("Copy") : qsTr("Make a code")
                    onClicked: copies ? clipboard.put(dialog.account.code) : dialog.account.makeCode()
                }
            }
            PushButton {
                objectName: "copyLink"
                visible: dialog.session.features.inviteCodes && dialog.account.code !== ""
                kind: PushButton.Quiet
                glyph: "copy"
                text: qsTr("Copy as a link")
                onClicked: clipboard.put(dialog.session.identity.inviteLink(dialog.account.code))
            }
            PushButton {
                objectName: "anotherCode"
                visible: dialog.session.features.inviteCodes && dialog.account.code !== ""
                enabled: !dialog.account.makingCode
                kind: PushButton.Quiet
                glyph: "plus"
                text: qsTr("Another code")
                onClicked: dialog.account.makeCode()
            }
            Clipboard {
                id: clipboard
            }
        }
    }
    actions: [
        PushButton {
            id: accept

            objectName: "accept"
            kind: PushButton.Primary
            text: qsTr("Close")
            onClicked: dialog.close()
        }
    ]
}
