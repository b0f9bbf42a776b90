// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Asks before anything is left behind.
ModalDialog {
    id: dialog

    required property AppModel app
    required property LiveAccount account
    required property int unsent

    heading: app.accounts.count > 1 ? qsTr("Sign out %1?", "a person").arg(account.session.identity.user) : qsTr("Sign out?")
    defaultButton: stay
    onAboutToShow: stay.forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: app.countOthers()

    function words(): string {
        return dialog.unsent > 0 ? qsTr("%n message(s) have not been sent yet. They stay on this computer, and go out when you sign in here again.", "", dialog.unsent) : qsTr("What was said stays on the server and is there when you sign in again.");
    }

    function othersWords(): string {
        return app.others > 0 && app.accounts.stopsHost(account.key) ? qsTr("%n other(s) are connected to the server on this computer, and it stops when you sign out.", "people", app.others) : "";
    }

    contentItem: AppText {
        objectName: "signOutText"
        text: `${dialog.words()}\n\n${dialog.othersWords()}`.trim()
        wrapMode: Text.Wrap
        color: Theme.textSoft
        LayoutMirroring.enabled: Theme.mirrored
    }
    actions: [
        PushButton {
            id: stay

            objectName: "stay"
            text: qsTr("Stay signed in")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            text: dialog.unsent > 0 ? qsTr("Sign out anyway") : qsTr("Sign out")
            // Once it is signed out, whoever opened this closes it. Words that were written meanwhile are asked about.
            onClicked: dialog.account.signOut(dialog.unsent > 0)
        }
    ]
}
