// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Asks before the server in this program ends for those who are there.
ModalDialog {
    id: dialog

    required property AppModel app
    // Where it takes too long to count them, the question comes first.
    readonly property int others: app.others

    heading: qsTr("Close Banter?")
    defaultButton: stay
    onAboutToShow: stay.forceActiveFocus(Qt.TabFocusReason)

    contentItem: AppText {
        objectName: "othersText"
        text: dialog.others > 0 ? qsTr("%n other(s) are connected to the server on this computer, and it stops when Banter closes. What was said stays here, and you can host again at the next start.", "people", dialog.others) : qsTr("Others may be connected to the server on this computer, and it stops when Banter closes. What was said stays here, and you can host again at the next start.")
        wrapMode: Text.Wrap
        color: Theme.textSoft
        LayoutMirroring.enabled: Theme.mirrored
    }
    actions: [
        PushButton {
            id: stay

            objectName: "stay"
            text: qsTr("Go on hosting")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            text: qsTr("Close Banter")
            onClicked: dialog.app.quitAnyway()
        }
    ]
}
