// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Above the composer: whom and what one answers, in one line.
Item {
    id: strip

    required property ReplyModel reply
    property bool open: reply.active
    readonly property string words: reply.deleted ? qsTr("Message deleted") : reply.text

    implicitHeight: open ? Theme.control + Theme.gapTiny : 0
    visible: open
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Replying to %1: %2", "a person, their message").arg(reply.sender).arg(words)

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: Theme.gapTiny
        radius: Theme.radius
        color: Theme.accentSoft

        Icon {
            id: mark

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            glyph: "reply"
            size: Theme.iconSmall + 1
            color: Theme.accentText
        }
        AppText {
            id: name

            objectName: "replySender"
            anchors.left: mark.right
            anchors.leftMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width * 0.4)
            text: strip.reply.sender
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            color: Theme.personColor(strip.reply.hue)
            Accessible.ignored: true
        }
        AppText {
            objectName: "replyText"
            anchors.left: name.right
            anchors.leftMargin: Theme.gapSmall
            anchors.right: cross.left
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            text: strip.words
            maximumLineCount: 1
            font.pixelSize: Theme.fontSmall
            font.italic: strip.reply.deleted
            color: Theme.textSoft
            Accessible.ignored: true
        }
        IconButton {
            id: cross

            objectName: "dropReply"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: Theme.control - 8
            implicitWidth: Theme.control - 4
            glyph: "close"
            glyphSize: Theme.iconSmall
            text: qsTr("Do not reply to this message")
            keys: "Esc"
            onClicked: strip.reply.drop()
        }
    }
}
