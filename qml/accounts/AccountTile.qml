// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter
import Banter.Models

// An account in the narrow column: who it is, what is unread there, and whether something is wrong with its connection.
ItemDelegate {
    id: tile

    required property int index
    required property string key
    required property string user
    required property string initials
    required property int hue
    required property string serverName
    required property int status
    required property string word
    required property int unread
    required property bool live
    required property bool isCurrent
    required property LiveAccount account
    required property DialogHost dialogs
    property bool marked: false

    objectName: "accountTile"
    implicitHeight: face.height + 2 * Theme.gapSmall
    padding: 0
    focusPolicy: Qt.NoFocus
    text: qsTr("%1 on %2", "person, server").arg(user).arg(serverName)
    Accessible.role: Accessible.ListItem
    Accessible.name: unread > 0 ? qsTr("%1, %2, %n unread", "an account, its state", unread).arg(text).arg(word) : qsTr("%1, %2", "an account, its state").arg(text).arg(word)
    Accessible.selected: isCurrent

    function openMenu(): void {
        if (menu.item === null)
            menu.setSource("AccountMenu.qml", {
                parent: tile,
                tile: tile
            });
        (menu.item as T.Menu).open();
    }

    Loader {
        id: menu
    }
    // A TapHandler would have the tile itself take that button, too, and be chosen.
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.RightButton
        onClicked: tile.openMenu()
    }
    Hint {
        wanted: tile.hovered && !tile.down && !((menu.item as T.Menu)?.opened ?? false)
        words: tile.index < 9 ? qsTr("%1, %2 (%3)", "an account, its state, keys").arg(tile.text).arg(tile.word).arg(KeyText.of("Ctrl+Shift+" + (tile.index + 1))) : tile.Accessible.name
    }

    contentItem: Item {}
    // Beside the content, so that nothing with an id is in what a control makes late.
    Item {
        anchors.fill: parent

        Avatar {
            id: face

            anchors.centerIn: parent
            size: Math.round(36 * Theme.textScale)
            opacity: tile.live ? 1 : 0.5
            initials: tile.initials
            hue: tile.hue
        }
        Rectangle {
            anchors.right: face.right
            anchors.bottom: face.bottom
            anchors.margins: -4
            visible: tile.status !== ConnectionModel.Connected
            width: mark.width + 4
            height: width
            radius: width / 2
            color: Theme.rail

            ConnectionMark {
                id: mark

                anchors.centerIn: parent
                size: Theme.iconSmall
                status: tile.status
            }
        }
        Rectangle {
            anchors.right: face.right
            anchors.top: face.top
            anchors.margins: -6
            visible: badge.count > 0
            width: badge.width + 4
            height: badge.height + 4
            radius: height / 2
            color: Theme.rail

            CountBadge {
                id: badge

                objectName: "accountUnread"
                anchors.centerIn: parent
                count: tile.isCurrent ? 0 : tile.unread
            }
        }
    }
    background: Item {
        Rectangle {
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: 4
            height: tile.isCurrent ? face.height : tile.hovered ? Math.round(face.height / 3) : 0
            radius: 2
            color: Theme.accent
        }
        Rectangle {
            anchors.fill: parent
            anchors.margins: 2
            anchors.leftMargin: 6
            radius: Theme.radius
            color: tile.down ? Theme.pressed : tile.hovered ? Theme.hover : "transparent"

            FocusRing {
                wanted: tile.marked
                distance: 0
            }
        }
    }
}
