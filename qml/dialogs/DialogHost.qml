// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter
import Banter.Models

// Opens dialogs, one at a time. Each is loaded when it is wanted and gone when it closes. One that is for an account stays
// for that one, whichever the window shows meanwhile.
Item {
    id: host

    required property AppModel app
    readonly property bool open: slot.item !== null && (slot.item as T.Popup).opened
    // A dialog is there, though it may be on its way in or out.
    readonly property bool shown: slot.item !== null
    // The keys are the dialog's, until it begins to go.
    readonly property bool holdsKeys: slot.item !== null && ((slot.item as T.Popup).opened || (slot.item as T.Popup).activeFocus)
    // Whom the open dialog is for; null: for all, or nothing is open.
    property LiveAccount owner: null
    // It was opened on the first screen.
    property bool ofStart: false
    readonly property LiveAccount account: owner ?? app.accounts.current
    readonly property SessionModel session: account?.session ?? null

    function show(file: string, properties: var, whose: LiveAccount): void {
        close();
        owner = whose;
        ofStart = app.accounts.current === null;
        properties.parent = host.T.Overlay.overlay;
        slot.setSource(file, properties);
        (slot.item as T.Popup).open();
    }

    function close(): void {
        slot.setSource("");
        owner = null;
    }

    // The account is signed out.
    function leave(gone: LiveAccount): void {
        if (owner === gone)
            close();
    }

    // There is a chat in place of the first screen, perhaps.
    function leaveStart(): void {
        if (ofStart && app.accounts.current !== null)
            close();
    }

    function settings(): void {
        show("SettingsDialog.qml", {
            settings: app.settings
        }, null);
    }
    function shortcuts(): void {
        show("ShortcutsDialog.qml", {}, null);
    }
    function diagnostics(): void {
        show("DiagnosticsDialog.qml", {
            connection: session.connection,
            speaks: session.identity.speaks
        }, account);
    }
    function switcher(): void {
        show("QuickSwitcher.qml", {
            session: session
        }, account);
    }
    function newRoom(): void {
        show("NewRoomDialog.qml", {
            session: session
        }, account);
    }
    function leaveRoom(): void {
        show("LeaveRoomDialog.qml", {
            session: session
        }, account);
    }
    function unsentOf(room: string): void {
        show("UnsentDialog.qml", {
            session: session,
            room: room
        }, account);
    }
    function decline(room: string, by: string): void {
        show("DeclineDialog.qml", {
            session: session,
            room: room,
            by: by
        }, account);
    }
    function invite(): void {
        show("InviteDialog.qml", {
            session: session
        }, account);
    }
    function statusText(): void {
        show("StatusTextDialog.qml", {
            session: session
        }, account);
    }
    function hostAddress(): void {
        show("HostAddressDialog.qml", {
            address: session.identity.hostAddress
        }, account);
    }
    function openLink(address: string): void {
        show("LinkDialog.qml", {
            address: address
        }, null);
    }
    function ownAccount(): void {
        show("AccountDialog.qml", {
            session: session,
            dialogs: host
        }, account);
    }
    function changePassword(): void {
        show("ChangePasswordDialog.qml", {
            session: session
        }, account);
    }
    function stopHost(): void {
        show("StopHostDialog.qml", {
            app: app
        }, null);
    }
    function openWay(): void {
        show("OpenWayDialog.qml", {
            start: app.start,
            host: app.start.openWay
        }, null);
    }
    function signOut(): void {
        signOutOf(account);
    }
    function signOutOf(whose: LiveAccount): void {
        show("SignOutDialog.qml", {
            app: app,
            account: whose,
            unsent: whose.session.outbox.leftOver
        }, whose);
    }
    function removeAccount(key: string, user: string, server: string, whose: LiveAccount): void {
        show("RemoveAccountDialog.qml", {
            app: app,
            key: key,
            user: user,
            server: server,
            unsent: whose?.session.outbox.leftOver ?? -1
        }, whose);
    }
    function otherServer(question: ServerQuestion, server: string): void {
        show("OtherServerDialog.qml", {
            question: question,
            server: server
        }, account);
    }
    function signInAgain(): void {
        show("SignInAgainDialog.qml", {
            session: session
        }, account);
    }

    Loader {
        id: slot
    }
    Connections {
        target: slot.item

        function onClosed(): void {
            host.close();
        }
    }
}
