// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Qt.labs.platform as P
import Banter
import Banter.Models

// The menu bar of a system that has one for all programs, a Mac's, with what people look for in it. What stands in the
// program's own menu there has a role, which the system puts it in its place by.
P.MenuBar {
    id: bar

    required property ApplicationWindow owner
    required property DialogHost dialogs
    required property AppModel app
    // Whatever has the keys now: a field for text knows these by the same names.
    readonly property var field: owner.activeFocusItem
    readonly property bool signedIn: app.accounts.current !== null

    function can(what: string): bool {
        return field !== null && typeof field[what] === "function";
    }

    function run(what: string): void {
        if (can(what))
            field[what]();
    }

    P.Menu {
        title: qsTr("File")

        P.MenuItem {
            text: qsTr("About Banter")
            role: P.MenuItem.AboutRole
            onTriggered: bar.about.open()
        }
        P.MenuItem {
            text: qsTr("Settings…")
            role: P.MenuItem.PreferencesRole
            shortcut: "Ctrl+,"
            onTriggered: bar.dialogs.settings()
        }
        P.MenuItem {
            text: qsTr("New room…")
            enabled: bar.signedIn
            shortcut: "Ctrl+N"
            onTriggered: bar.dialogs.newRoom()
        }
        P.MenuItem {
            text: qsTr("Jump to a room")
            enabled: bar.signedIn
            onTriggered: bar.dialogs.switcher()
        }
        P.MenuSeparator {}
        P.MenuItem {
            text: qsTr("Add account…")
            enabled: bar.signedIn
            onTriggered: bar.app.accounts.add()
        }
        P.MenuSeparator {}
        P.MenuItem {
            text: qsTr("Close window")
            shortcut: "Ctrl+W"
            onTriggered: bar.owner.close()
        }
        P.MenuItem {
            text: qsTr("Quit Banter")
            role: P.MenuItem.QuitRole
            shortcut: "Ctrl+Q"
            onTriggered: bar.app.quit()
        }
    }
    P.Menu {
        title: qsTr("Edit")

        P.MenuItem {
            text: qsTr("Undo")
            enabled: bar.can("undo")
            shortcut: "Ctrl+Z"
            onTriggered: bar.run("undo")
        }
        P.MenuItem {
            text: qsTr("Redo")
            enabled: bar.can("redo")
            shortcut: "Ctrl+Shift+Z"
            onTriggered: bar.run("redo")
        }
        P.MenuSeparator {}
        P.MenuItem {
            text: qsTr("Cut")
            enabled: bar.can("cut")
            shortcut: "Ctrl+X"
            onTriggered: bar.run("cut")
        }
        P.MenuItem {
            text: qsTr("Copy")
            enabled: bar.can("copy")
            shortcut: "Ctrl+C"
            onTriggered: bar.run("copy")
        }
        P.MenuItem {
            text: qsTr("Paste")
            enabled: bar.can("paste")
            shortcut: "Ctrl+V"
            onTriggered: bar.run("paste")
        }
        P.MenuItem {
            text: qsTr("Select all")
            enabled: bar.can("selectAll")
            shortcut: "Ctrl+A"
            onTriggered: bar.run("selectAll")
        }
    }
    P.Menu {
        title: qsTr("Window")

        P.MenuItem {
            text: qsTr("Minimize")
            shortcut: "Ctrl+M"
            onTriggered: bar.owner.showMinimized()
        }
        P.MenuItem {
            text: qsTr("Zoom")
            onTriggered: bar.owner.visibility === Window.Maximized ? bar.owner.showNormal() : bar.owner.showMaximized()
        }
        P.MenuItem {
            text: qsTr("Full screen")
            shortcut: "Meta+Ctrl+F"
            onTriggered: bar.owner.visibility === Window.FullScreen ? bar.owner.showNormal() : bar.owner.showFullScreen()
        }
    }
    P.Menu {
        title: qsTr("Help")

        P.MenuItem {
            text: qsTr("Keyboard shortcuts")
            shortcut: "Ctrl+/"
            onTriggered: bar.dialogs.shortcuts()
        }
        P.MenuItem {
            text: qsTr("Connection…")
            enabled: bar.signedIn
            onTriggered: bar.dialogs.diagnostics()
        }
    }
    readonly property P.MessageDialog about: P.MessageDialog {
        title: qsTr("About Banter")
        text: qsTr("Banter %1", "a version").arg(Application.version)
        informativeText: qsTr("Chat in rooms that see you come, type and point.\n© 2026 The Banter authors, MIT licence")
    }
}
