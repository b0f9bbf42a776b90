// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The window: the first screen, or the chat.
ApplicationWindow {
    id: window

    required property AppModel app

    width: 1080
    height: 720
    minimumWidth: 360
    minimumHeight: 480
    visible: true
    title: app.session !== null && app.session.rooms.totalUnread > 0 ? qsTr("(%1) Banter", "unread messages").arg(app.session.rooms.totalUnread) : qsTr("Banter")
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
    onActiveChanged: app.session?.setActive(active)
    onAppChanged: Theme.settings = app.settings
    Component.onCompleted: fill()

    function fill(): void {
        if (app.fatal !== "") {
            page.setSource("FatalPage.qml", {
                reason: app.fatal
            });
        } else if (app.session !== null) {
            app.session.setActive(active);
            page.setSource("ChatPage.qml", {
                session: app.session,
                settings: app.settings,
                dialogs: dialogs
            });
        } else if (!app.opening) {
            page.setSource("StartPage.qml", {
                start: app.start,
                dialogs: dialogs
            });
        }
    }

    Connections {
        target: window.app

        function onSessionChanged(): void {
            dialogs.close();
            window.fill();
        }
        function onFatalChanged(): void {
            window.fill();
        }
        function onOpeningChanged(): void {
            window.fill();
        }
        function onUnsentRemain(): void {
            dialogs.signOut();
        }
        function onOthersRemain(count: int): void {
            dialogs.stopHost(count);
        }
    }
    HostBanner {
        id: hostBanner

        width: parent.width
        trouble: window.app.hostTrouble
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
    }
    Loader {
        id: page

        anchors.top: hostBanner.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
    }
    Connections {
        target: page.item
        ignoreUnknownSignals: true

        function onQuitWanted(): void {
            window.app.quit();
        }
    }
    DialogHost {
        id: dialogs

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
                    dialogs: dialogs,
                    app: window.app
                });
        }
    }
    Shortcut {
        enabled: !menuBar.active
        sequences: ["Ctrl+,"]
        onActivated: dialogs.settings()
    }
    Shortcut {
        enabled: !menuBar.active
        sequences: ["Ctrl+/"]
        onActivated: dialogs.shortcuts()
    }
}
