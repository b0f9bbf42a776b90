// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Asks before an account's history goes from this computer.
ModalDialog {
    id: dialog

    required property AppModel app
    required property string key
    required property string user
    required property string server
    // Negative: it is not signed in, and nobody has looked.
    required property int unsent

    heading: qsTr("Remove this account?")
    defaultButton: stay
    Component.onCompleted: app.countOthers()
    onAboutToShow: stay.forceActiveFocus(Qt.TabFocusReason)

    function unsentWords(): string {
        if (unsent < 0)
            return qsTr("If messages wait there to be sent, they are lost.");
        return unsent > 0 ? qsTr("%n message(s) have not been sent yet, and are lost.", "", unsent) : "";
    }

    function hostWords(): string {
        if (!app.accounts.stopsHost(key))
            return "";
        return app.others > 0 ? qsTr("The server on this computer stops, and %n other(s) are connected to it.", "people", app.others) : qsTr("The server on this computer stops.");
    }

    function words(): string {
        const all = qsTr("%1 on %2 is signed out, and what is kept of it on this computer is deleted. The account itself stays, with what was said on the server.", "person, server").arg(user).arg(server);
        const lost = unsentWords();
        const stops = hostWords();
        return all + (lost === "" ? "" : "\n\n" + lost) + (stops === "" ? "" : "\n\n" + stops);
    }

    contentItem: AppText {
        objectName: "removeAccountText"
        text: dialog.words()
        wrapMode: Text.Wrap
        color: Theme.textSoft
        LayoutMirroring.enabled: Theme.mirrored
    }
    actions: [
        PushButton {
            id: stay

            objectName: "stay"
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            text: qsTr("Remove")
            onClicked: {
                const accounts = dialog.app.accounts;
                const key = dialog.key;
                dialog.close();
                accounts.remove(key);
            }
        }
    ]
}
