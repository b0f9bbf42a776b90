// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// All accounts in a narrow column, where there are several. The arrow keys walk inside it.
FocusScope {
    id: rail

    required property AccountsModel accounts
    required property DialogHost dialogs
    // The first screen is shown, for none of them or for one that is signed out.
    property bool adding: false

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Accounts")

    Rectangle {
        anchors.fill: parent
        color: Theme.rail
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.line
    }
    ListView {
        id: list

        objectName: "accounts"
        y: Theme.gapSmall
        width: parent.width
        height: Math.min(contentHeight, parent.height - 2 * Theme.gapSmall - add.height - Theme.gapTiny)
        focus: true
        model: rail.accounts
        clip: true
        activeFocusOnTab: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: -1
        ScrollBar.vertical: ThinScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Accounts")
        onActiveFocusChanged: if (activeFocus && currentIndex < 0)
            currentIndex = 0
        Keys.onReturnPressed: chooseCurrent()
        Keys.onEnterPressed: chooseCurrent()
        Keys.onSpacePressed: chooseCurrent()
        Keys.onMenuPressed: (currentItem as AccountTile)?.openMenu()
        Keys.onPressed: event => {
            if (event.key === Qt.Key_F10 && event.modifiers === Qt.ShiftModifier) {
                event.accepted = true;
                (currentItem as AccountTile)?.openMenu();
            }
        }

        function chooseCurrent(): void {
            const tile = currentItem as AccountTile;
            if (tile !== null)
                rail.accounts.choose(tile.key);
        }

        delegate: AccountTile {
            width: list.width
            dialogs: rail.dialogs
            marked: list.activeFocus && ListView.isCurrentItem
            onClicked: {
                list.currentIndex = index;
                rail.accounts.choose(key);
            }
            onIsCurrentChanged: if (isCurrent)
                list.currentIndex = index
            Component.onCompleted: if (isCurrent)
                list.currentIndex = index
        }
    }
    IconButton {
        id: add

        objectName: "railAdd"
        anchors.top: list.bottom
        anchors.topMargin: Theme.gapTiny
        anchors.horizontalCenter: parent.horizontalCenter
        glyph: "plus"
        text: qsTr("Add account")
        checked: rail.adding
        onClicked: rail.accounts.add()
    }
}
