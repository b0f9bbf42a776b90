// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// What to tell others so that they can join the server in this program.
ModalDialog {
    id: dialog

    required property string address

    heading: qsTr("Address for others")
    defaultButton: copy
    onAboutToShow: copy.forceActiveFocus(Qt.TabFocusReason)

    Column {
        width: parent.width
        spacing: Theme.gap
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        AppText {
            width: parent.width
            text: qsTr("Others at this computer join with this address. The server runs as long as Banter runs here.")
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        LineField {
            objectName: "hostAddress"
            width: parent.width
            readOnly: true
            text: dialog.address
            Accessible.name: qsTr("Address for others")
        }
        Clipboard {
            id: clipboard
        }
    }
    actions: [
        PushButton {
            id: copy

            property bool done: false

            objectName: "accept"
            kind: PushButton.Primary
            glyph: done ? "check" : "copy"
            text: done ? qsTr("Copied") : qsTr("Copy")
            onClicked: {
                clipboard.put(dialog.address);
                done = true;
            }
        }
    ]
}
