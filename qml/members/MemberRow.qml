// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Somebody in the room.
Item {
    id: row

    required property string user
    required property string initials
    required property int hue
    required property int status
    required property string statusText
    required property string lastSeenText
    required property bool isOwner
    required property bool isSelf
    property bool showsPresence: true
    property bool stale: false
    property bool marked: false

    readonly property bool here: !showsPresence || status === PresenceKind.Online || status === PresenceKind.Away || status === PresenceKind.Busy
    readonly property string shownName: isSelf ? qsTr("%1 (you)").arg(user) : user
    readonly property string told: !showsPresence ? second : second === "" ? statusWord() : qsTr("%1 · %2", "presence, status text or last seen").arg(statusWord()).arg(second)
    readonly property string second: statusText !== "" ? statusText : lastSeenText

    implicitHeight: Math.max(Theme.avatar, words.implicitHeight) + (Theme.compact ? 8 : 14)
    Accessible.role: Accessible.ListItem
    Accessible.name: isOwner ? qsTr("%1, owner, %2", "a member, presence and status").arg(shownName).arg(told) : qsTr("%1, %2", "a member, presence and status").arg(shownName).arg(told)

    function statusWord(): string {
        return stale ? qsTr("last known as %1", "presence").arg(presenceWord()) : presenceWord();
    }

    function presenceWord(): string {
        switch (status) {
        case PresenceKind.Online:
            return qsTr("online");
        case PresenceKind.Away:
            return qsTr("away");
        case PresenceKind.Busy:
            return qsTr("busy");
        case PresenceKind.Offline:
            return qsTr("offline");
        default:
            return qsTr("presence unknown");
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: hover.hovered ? Theme.hover : "transparent"

        FocusRing {
            wanted: row.marked
            distance: 0
        }
    }
    HoverHandler {
        id: hover
    }
    Hint {
        wanted: hover.hovered && row.showsPresence
        delay: 600
        words: row.told
    }

    Avatar {
        id: face

        anchors.left: parent.left
        anchors.leftMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        opacity: row.here ? 1 : 0.6
        initials: row.initials
        hue: row.hue
        presence: row.showsPresence ? row.status : -1
        stale: row.stale
        surface: Theme.rail
    }
    Column {
        id: words

        anchors.left: face.right
        anchors.leftMargin: Theme.gap - 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter

        Item {
            width: parent.width
            height: name.implicitHeight

            AppText {
                id: name

                width: Math.min(implicitWidth, parent.width - (crown.visible ? crown.width + 6 : 0))
                anchors.left: parent.left
                text: row.shownName
                color: row.here ? Theme.text : Theme.textFaint
                Accessible.ignored: true
            }
            Icon {
                id: crown

                visible: row.isOwner
                anchors.left: name.right
                anchors.leftMargin: 6
                anchors.verticalCenter: parent.verticalCenter
                glyph: "crown"
                size: Theme.iconSmall - 1
                color: Theme.warningText
            }
        }
        AppText {
            width: parent.width
            visible: row.second !== ""
            text: row.second
            font.pixelSize: Theme.fontSmall
            color: Theme.textFaint
            Accessible.ignored: true
        }
    }
}
