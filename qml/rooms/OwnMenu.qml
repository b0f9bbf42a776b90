// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Own presence, and all that concerns the program rather than a room.
PopupMenu {
    id: menu

    required property SessionModel session
    required property DialogHost dialogs

    // Bound, because only an open menu knows its height.
    x: Theme.mirrored ? parent.width - width - Theme.gapSmall : Theme.gapSmall
    y: -height

    MenuRow {
        glyph: "presence-online"
        ink: Theme.presenceColor(PresenceKind.Online)
        text: qsTr("Online")
        checkable: true
        checked: menu.session.ownPresence.status === PresenceKind.Online
        visible: menu.session.features.ownStatus
        onTriggered: menu.session.ownPresence.setStatus(PresenceKind.Online)
    }
    MenuRow {
        glyph: "presence-away"
        ink: Theme.presenceColor(PresenceKind.Away)
        text: qsTr("Away")
        checkable: true
        checked: menu.session.ownPresence.status === PresenceKind.Away
        visible: menu.session.features.ownStatus
        onTriggered: menu.session.ownPresence.setStatus(PresenceKind.Away)
    }
    MenuRow {
        glyph: "presence-busy"
        ink: Theme.presenceColor(PresenceKind.Busy)
        text: qsTr("Busy")
        checkable: true
        checked: menu.session.ownPresence.status === PresenceKind.Busy
        visible: menu.session.features.ownStatus
        onTriggered: menu.session.ownPresence.setStatus(PresenceKind.Busy)
    }
    MenuRow {
        glyph: "presence-offline"
        ink: Theme.presenceColor(PresenceKind.Offline)
        text: qsTr("Appear offline")
        checkable: true
        checked: menu.session.ownPresence.status === PresenceKind.Offline
        visible: menu.session.features.ownStatus
        onTriggered: menu.session.ownPresence.setStatus(PresenceKind.Offline)
    }
    MenuRow {
        glyph: "pencil"
        text: qsTr("Status text…")
        visible: menu.session.features.statusText
        onTriggered: menu.dialogs.statusText()
    }
    MenuLine {
        visible: menu.session.features.ownStatus
    }
    MenuRow {
        glyph: "server"
        text: qsTr("Address for others…")
        visible: menu.session.identity.hostAddress !== ""
        onTriggered: menu.dialogs.hostAddress()
    }
    MenuRow {
        objectName: "account"
        glyph: "key"
        text: qsTr("Account and devices…")
        visible: menu.session.features.devices
        onTriggered: menu.dialogs.ownAccount()
    }
    MenuRow {
        glyph: "pulse"
        text: qsTr("Connection…")
        onTriggered: menu.dialogs.diagnostics()
    }
    MenuRow {
        glyph: "settings"
        text: qsTr("Settings…")
        keys: "Ctrl+,"
        onTriggered: menu.dialogs.settings()
    }
    MenuRow {
        glyph: "keyboard"
        text: qsTr("Keyboard shortcuts")
        keys: "Ctrl+/"
        onTriggered: menu.dialogs.shortcuts()
    }
    MenuLine {}
    MenuRow {
        objectName: "addAccount"
        glyph: "person-add"
        text: qsTr("Add account…")
        onTriggered: menu.dialogs.app.accounts.add()
    }
    MenuRow {
        objectName: "signOutHere"
        glyph: "sign-out"
        text: qsTr("Sign out…")
        risky: true
        onTriggered: menu.dialogs.signOut()
    }
}
