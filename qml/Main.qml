// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The window: the accounts, where there are several, and the chat of one of them or the first screen.
ApplicationWindow {
    id: window

    required property AppModel app
    readonly property AccountsModel accounts: app.accounts
    // What the page is for: an account, or the name of a page that is for none.
    property var shown: undefined
    readonly property bool several: accounts.count > 1
    // One pane at a time: a room has all of the window then.
    readonly property bool tight: width - Theme.accountsWidth < Theme.onePane
    readonly property bool railShown: several && !(tight && (chat?.takesAll ?? false))
    readonly property ChatPage chat: page.item as ChatPage

    width: 1080
    height: 720
    minimumWidth: 360
    minimumHeight: 480
    visible: true
    title: accounts.unread > 0 ? qsTr("(%1) Banter", "unread messages").arg(accounts.unread) : qsTr("Banter")
    color: Theme.page
    font.pixelSize: Theme.fontBody
    palette.window: Theme.page
    palette.windowText: Theme.text
    palette.text: Theme.text
    palette.buttonText: Theme.text
    palette.highlight: Theme.accent
    palette.highlightedText: Theme.accentInk
    palette.toolTipBase: Theme.raised
    palette.toolTipText: Theme.text
    palette.dark: Theme.line
    onClosing: close => {
        close.accepted = !app.hosting;
        if (app.hosting)
            app.quit();
    }
    onActiveChanged: accounts.setActive(active)
    onAppChanged: Theme.settings = app.settings
    Component.onCompleted: {
        accounts.setActive(active);
        fill();
    }

    function fill(): void {
        const wanted = app.fatal !== "" ? "fatal" : accounts.current ?? (app.opening ? undefined : "start");
        if (wanted === undefined || wanted === shown)
            return;
        shown = wanted;
        if (wanted === "fatal") {
            page.setSource("FatalPage.qml", {
                reason: app.fatal
            });
        } else if (wanted === "start") {
            page.setSource("StartPage.qml", {
                start: app.start,
                accounts: accounts,
                dialogs: dialogHost
            });
        } else {
            page.setSource("ChatPage.qml", {
                session: accounts.current.session,
                settings: app.settings,
                dialogs: dialogHost
            });
        }
    }

    // With the fields of whom it is for.
    function fillAnew(): void {
        if (shown === "start")
            shown = undefined;
        fill();
    }

    Connections {
        target: window.app

        function onFatalChanged(): void {
            window.fill();
        }
        function onOpeningChanged(): void {
            window.fill();
        }
        function onOthersRemain(): void {
            dialogHost.stopHost();
        }
    }
    Connections {
        target: window.accounts

        function onCurrentChanged(): void {
            dialogHost.leaveStart();
            window.fill();
        }
        function onLeaving(account: LiveAccount): void {
            dialogHost.leave(account);
        }
        function onUnsentRemain(account: LiveAccount): void {
            dialogHost.signOutOf(account);
        }
        function onSignInWanted(): void {
            window.fillAnew();
        }
        function onAddWanted(): void {
            window.fillAnew();
        }
    }
    HostBanner {
        id: hostBanner

        width: parent.width
        trouble: window.app.hostTrouble
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
    }
    Present {
        when: window.railShown

        AccountsRail {
            anchors.top: hostBanner.bottom
            anchors.bottom: page.bottom
            anchors.left: hostBanner.left
            width: Theme.accountsWidth
            accounts: window.accounts
            dialogs: dialogHost
            adding: window.shown === "start"
            // It is beside the page, which therefore does not see them.
            Keys.onPressed: event => window.chat?.writeAnyway(event)
            LayoutMirroring.enabled: Theme.mirrored
            LayoutMirroring.childrenInherit: true
        }
    }
    Loader {
        id: page

        anchors.top: hostBanner.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: window.railShown ? Theme.accountsWidth : 0
        focus: true
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
    }
    Binding {
        when: window.chat !== null
        target: window.chat
        property: "beside"
        value: window.several && !window.railShown ? Theme.accountsWidth : 0
    }
    Connections {
        target: page.item
        ignoreUnknownSignals: true

        function onQuitWanted(): void {
            window.app.quit();
        }
    }
    DialogHost {
        id: dialogHost

        objectName: "dialogs"
        app: window.app
    }
    // Its keys are the menu bar's where there is one.
    Loader {
        id: menuBar

        active: Qt.platform.os === "osx"
        Component.onCompleted: {
            if (active)
                setSource("SystemMenuBar.qml", {
                    owner: window,
                    dialogs: dialogHost,
                    app: window.app
                });
        }
    }
    Shortcut {
        enabled: !menuBar.active
        sequences: ["Ctrl+,"]
        onActivated: dialogHost.settings()
    }
    Shortcut {
        enabled: !menuBar.active
        sequences: ["Ctrl+/"]
        onActivated: dialogHost.shortcuts()
    }
    Instantiator {
        model: 9
        delegate: Shortcut {
            required property int index

            sequences: ["Ctrl+Shift+" + (index + 1)]
            onActivated: window.accounts.chooseAt(index)
        }
    }
}
