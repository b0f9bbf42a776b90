// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// A device that is signed in. Another one than this can be signed out.
Item {
    id: row

    required property string device
    required property string client
    required property string used
    required property bool online
    required property bool current
    property bool busy: false

    signal signOut(string id)

    implicitHeight: Math.max(words.height, out.height) + Theme.gapSmall
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2", "program, when it was used").arg(row.client).arg(row.used)

    Icon {
        id: mark

        x: Theme.mirrored ? parent.width - width : 0
        anchors.verticalCenter: parent.verticalCenter
        glyph: "screen"
        color: row.online ? Theme.accentText : Theme.textFaint
    }
    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.icon + Theme.gap
        anchors.right: out.visible ? out.left : parent.right
        anchors.rightMargin: out.visible ? Theme.gapSmall : 0
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        AppText {
            width: parent.width
            text: row.client
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        AppText {
            width: parent.width
            text: row.used
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
            Accessible.ignored: true
        }
    }
    PushButton {
        id: out

        objectName: "signOutDevice"
        visible: !row.current
        enabled: !row.busy
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Sign out")
        Accessible.name: qsTr("Sign out %1").arg(row.client)
        onClicked: row.signOut(row.device)
    }
}
