// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter
import Banter.Models

// Opens dialogs, one at a time. Each is loaded when it is wanted and gone when it closes.
Item {
    id: host

    required property AppModel app
    readonly property bool open: slot.item !== null && (slot.item as T.Popup).opened
    readonly property SessionModel session: app.session

    function show(file: string, properties: var): void {
        close();
        properties.parent = host.T.Overlay.overlay;
        slot.setSource(file, properties);
        (slot.item as T.Popup).open();
    }

    function close(): void {
        slot.setSource("");
    }

    function settings(): void {
        show("SettingsDialog.qml", {
            settings: app.settings
        });
    }
    function shortcuts(): void {
        show("ShortcutsDialog.qml", {});
    }
    function diagnostics(): void {
        show("DiagnosticsDialog.qml", {
            connection: session.connection,
            speaks: session.identity.speaks
        });
    }
    function switcher(): void {
        show("QuickSwitcher.qml", {
            session: session
        });
    }
    function newRoom(): void {
        show("NewRoomDialog.qml", {
            session: session
        });
    }
    function leaveRoom(): void {
        show("LeaveRoomDialog.qml", {
            session: session
        });
    }
    function unsentOf(room: string): void {
        show("UnsentDialog.qml", {
            session: session,
            room: room
        });
    }
    function invite(): void {
        show("InviteDialog.qml", {
            session: session
        });
    }
    function statusText(): void {
        show("StatusTextDialog.qml", {
            session: session
        });
    }
    function hostAddress(): void {
        show("HostAddressDialog.qml", {
            address: session.identity.hostAddress
        });
    }
    function openLink(address: string): void {
        show("LinkDialog.qml", {
            address: address
        });
    }
    function account(): void {
        show("AccountDialog.qml", {
            session: session,
            dialogs: host
        });
    }
    function changePassword(): void {
        show("ChangePasswordDialog.qml", {
            session: session
        });
    }
    function stopHost(others: int): void {
        show("StopHostDialog.qml", {
            app: app,
            others: others
        });
    }
    function openWay(): void {
        show("OpenWayDialog.qml", {
            start: app.start,
            host: app.start.openWay
        });
    }
    function signOut(): void {
        show("SignOutDialog.qml", {
            app: app,
            unsent: session.outbox.leftOver
        });
    }
    function otherServer(question: ServerQuestion, server: string): void {
        show("OtherServerDialog.qml", {
            question: question,
            server: server
        });
    }
    function signInAgain(): void {
        show("SignInAgainDialog.qml", {
            session: session
        });
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
