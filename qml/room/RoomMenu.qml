// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

PopupMenu {
    id: menu

    required property SessionModel session
    required property DialogHost dialogs

    x: Theme.mirrored ? 0 : parent.width - width
    y: parent.height + Theme.gapTiny

    MenuRow {
        glyph: "person-add"
        text: qsTr("Invite somebody…")
        visible: menu.session.current.canInvite
        onTriggered: menu.dialogs.invite()
    }
    MenuLine {
        visible: menu.session.current.canInvite
    }
    MenuRow {
        glyph: "leave"
        text: qsTr("Leave this room…")
        risky: true
        onTriggered: menu.dialogs.leaveRoom()
    }
}
