// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// What can be done with an account that need not be the one that is shown.
PopupMenu {
    id: menu

    required property AccountTile tile

    x: Theme.mirrored ? -width : parent.width

    MenuRow {
        objectName: "tileSignIn"
        glyph: "key"
        text: qsTr("Sign in…")
        visible: !menu.tile.live
        onTriggered: menu.tile.clicked()
    }
    MenuRow {
        objectName: "tileSignOut"
        glyph: "sign-out"
        text: qsTr("Sign out…")
        visible: menu.tile.live
        onTriggered: menu.tile.dialogs.signOutOf(menu.tile.account)
    }
    MenuRow {
        objectName: "tileRemove"
        glyph: "trash"
        text: qsTr("Remove from this computer…")
        risky: true
        onTriggered: menu.tile.dialogs.removeAccount(menu.tile.key, menu.tile.user, menu.tile.serverName, menu.tile.account)
    }
}
