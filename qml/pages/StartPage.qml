// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The first screen: join a server, or host one on this computer.
FocusScope {
    id: page

    required property StartModel start
    required property AccountsModel accounts
    required property DialogHost dialogs
    readonly property bool wide: width >= Theme.onePane + 80

    focus: true
    Component.onCompleted: form.focusFirst()

    // Whoever clicks there wants to go on with the first field that is empty.
    function choose(hosting: bool): void {
        form.hosting = hosting;
        form.focusFirst();
    }

    // In a low window the form is longer than what is seen of it.
    function reveal(item: Item): void {
        if (item === null || flick.contentHeight <= flick.height)
            return;
        const around = Theme.control + Theme.gap;
        const top = item.mapToItem(flick.contentItem, 0, 0).y;
        const highest = top + item.height + around - flick.height;
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, Math.max(highest, Math.min(flick.contentY, top - around))));
    }

    // Once the sentence has its place, which may take a frame.
    Timer {
        id: later

        interval: 0
        onTriggered: {
            form.layOut();
            column.forceLayout();
            page.reveal(problem.visible ? problem : form.Window.activeFocusItem);
        }
    }

    Connections {
        target: page.start

        function onErrorChanged(): void {
            later.restart();
        }
        function onOpenWayChanged(): void {
            if (page.start.openWay !== "")
                page.dialogs.openWay();
        }
    }

    Connections {
        target: page.start.serverQuestion

        function onChanged(): void {
            if (page.start.serverQuestion.open)
                page.dialogs.otherServer(page.start.serverQuestion, page.start.serverName);
        }
    }

    BrandPanel {
        id: brand

        visible: page.wide
        anchors.left: parent.left
        width: page.wide ? Math.round(parent.width * 0.44) : 0
        height: parent.height
    }
    Flickable {
        id: flick

        anchors.left: brand.right
        anchors.right: parent.right
        height: parent.height
        clip: true
        contentHeight: Math.max(height, column.height + 2 * Theme.gapHuge)
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar {}

        Column {
            id: column

            y: Math.max(Theme.gapHuge, Math.round((flick.height - height) * 0.42))
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width - 2 * Theme.gapLarge, Math.round(400 * Theme.textScale))
            spacing: Theme.gapLarge

            Row {
                visible: !page.wide
                spacing: Theme.gap
                bottomPadding: Theme.gapTiny

                Icon {
                    glyph: "mark"
                    size: Math.round(32 * Theme.textScale)
                    color: Theme.accentText
                }
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("Banter")
                    font.pixelSize: Theme.fontHeading
                    font.weight: Font.Bold
                    bottomPadding: Theme.gapTiny
                }
            }
            Row {
                id: tiles

                readonly property int half: Math.floor((width - spacing) / 2)
                readonly property int tallest: Math.max(join.implicitHeight, host.implicitHeight)

                width: parent.width
                spacing: Theme.gap
                enabled: !page.start.busy
                Keys.onLeftPressed: form.hosting = Theme.mirrored
                Keys.onRightPressed: form.hosting = !Theme.mirrored

                ChoiceTile {
                    id: join

                    objectName: "joinTile"
                    width: tiles.half
                    height: tiles.tallest
                    glyph: "globe"
                    text: qsTr("Join a server")
                    words: qsTr("Somebody gave you an address.")
                    checked: !form.hosting
                    onClicked: page.choose(false)
                }
                ChoiceTile {
                    id: host

                    objectName: "hostTile"
                    width: tiles.half
                    height: tiles.tallest
                    glyph: "server"
                    text: qsTr("Host on this computer")
                    words: qsTr("Others at this computer join you.")
                    checked: form.hosting
                    onClicked: page.choose(true)
                }
            }
            SignInForm {
                id: form

                width: parent.width
                start: page.start
                focus: true
                onHostingChanged: stale = true
            }
            ProblemBox {
                id: problem

                objectName: "problem"
                width: parent.width
                visible: text !== ""
                text: form.wrong(StartModel.NoField)
            }
            PushButton {
                objectName: "submit"
                visible: !page.start.busy
                width: parent.width
                implicitHeight: Theme.control + 6
                kind: PushButton.Primary
                text: form.hosting ? qsTr("Start hosting") : form.registers ? qsTr("Create the account") : qsTr("Sign in")
                onClicked: form.submit()
            }
            BusyLine {
                objectName: "busy"
                visible: page.start.busy
                width: parent.width
                text: page.start.busyText
                onCancelled: page.start.cancel()
            }
        }
    }
    EnterKey {
        enabled: !page.start.busy
        onActivated: form.submit()
    }
    IconButton {
        objectName: "backToChat"
        visible: page.accounts.anyLive
        anchors.top: parent.top
        anchors.left: flick.left
        anchors.margins: Theme.gapSmall
        glyph: Theme.mirrored ? "arrow-right" : "arrow-left"
        text: qsTr("Back to the chat")
        keys: "Esc"
        onClicked: page.accounts.goBack()
    }
    Shortcut {
        enabled: page.accounts.anyLive
        sequences: ["Escape"]
        onActivated: page.accounts.goBack()
    }
    IconButton {
        objectName: "settings"
        anchors.top: parent.top
        anchors.right: parent.right
        anchors.margins: Theme.gapSmall
        glyph: "settings"
        text: qsTr("Settings")
        keys: "Ctrl+,"
        onClicked: page.dialogs.settings()
    }
}
