// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// A message that was found: who, when, and the words around what was looked for.
AbstractButton {
    id: row

    required property int index
    required property string room
    required property string sender
    required property string initials
    required property int hue
    required property string time
    required property string before
    required property string hit
    required property string after
    property bool namesRoom: false
    property bool marked: false

    implicitHeight: Math.max(Theme.avatar, words.implicitHeight) + Theme.gap
    focusPolicy: Qt.NoFocus
    text: before + hit + after
    Accessible.role: Accessible.ListItem
    Accessible.name: namesRoom ? qsTr("%1 in %2, %3: %4", "sender, room, time, message").arg(sender).arg(room).arg(time).arg(text) : qsTr("%1, %2: %3", "sender, time, message").arg(sender).arg(time).arg(text)
    Accessible.selected: marked

    Item {
        anchors.fill: parent

        Avatar {
            id: face

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.avatar - 4
            initials: row.initials
            hue: row.hue
        }
        Column {
            id: words

            anchors.left: face.right
            anchors.leftMargin: Theme.gap
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            spacing: 1

            Item {
                width: parent.width
                height: name.implicitHeight

                AppText {
                    id: name

                    anchors.left: parent.left
                    width: Math.min(implicitWidth, parent.width * 0.45)
                    text: row.sender
                    font.pixelSize: Theme.fontSmall
                    font.weight: Font.DemiBold
                    color: Theme.personColor(row.hue)
                    Accessible.ignored: true
                }
                AppText {
                    anchors.left: name.right
                    anchors.leftMargin: Theme.gapSmall
                    anchors.right: when.left
                    anchors.rightMargin: Theme.gapSmall
                    anchors.baseline: name.baseline
                    visible: row.namesRoom
                    text: row.room
                    font.pixelSize: Theme.fontSmall
                    color: Theme.textSoft
                    Accessible.ignored: true
                }
                AppText {
                    id: when

                    anchors.right: parent.right
                    anchors.baseline: name.baseline
                    width: Math.min(implicitWidth, parent.width * 0.5)
                    text: row.time
                    font.pixelSize: Theme.fontSmall
                    color: Theme.textFaint
                    Accessible.ignored: true
                }
            }
            // Three texts, because a text is never markup.
            Row {
                id: line

                width: parent.width
                clip: true

                AppText {
                    id: leading

                    text: row.before
                    color: Theme.textSoft
                    Accessible.ignored: true
                }
                Rectangle {
                    width: found.width
                    height: found.height
                    radius: 3
                    color: Theme.found

                    AppText {
                        id: found

                        text: row.hit
                        width: Math.min(implicitWidth, line.width - leading.width)
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                }
                AppText {
                    width: Math.max(0, line.width - leading.width - found.width)
                    text: row.after
                    color: Theme.textSoft
                    Accessible.ignored: true
                }
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: row.down ? Theme.pressed : row.marked ? Theme.selected : row.hovered ? Theme.hover : "transparent"
    }
}
