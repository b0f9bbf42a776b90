// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// Where a link leads, whole, before anything is opened.
ModalDialog {
    id: dialog

    required property string address

    heading: qsTr("Open this address?")
    // A link of somebody else is not opened by a key that was meant for the composer.
    defaultButton: cancel
    onAboutToShow: cancel.forceActiveFocus(Qt.TabFocusReason)

    Column {
        width: parent.width
        spacing: Theme.gap
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Rectangle {
            width: parent.width
            height: Math.min(words.implicitHeight, Math.round(180 * Theme.textScale)) + 2 * Theme.gap
            radius: Theme.radius
            color: Theme.field

            AppText {
                id: words

                objectName: "linkAddress"
                anchors.fill: parent
                anchors.margins: Theme.gap
                clip: true
                text: dialog.address
                wrapMode: Text.WrapAnywhere
                elide: Text.ElideNone
            }
        }
        AppText {
            width: parent.width
            text: qsTr("It opens in your browser. Only go on if you trust where it leads.")
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
        }
        Clipboard {
            id: clipboard
        }
    }
    actions: [
        PushButton {
            text: qsTr("Copy")
            onClicked: {
                clipboard.put(dialog.address);
                dialog.close();
            }
        },
        PushButton {
            id: cancel

            objectName: "cancel"
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Primary
            text: qsTr("Open")
            onClicked: {
                Qt.openUrlExternally(dialog.address);
                dialog.close();
            }
        }
    ]
}
