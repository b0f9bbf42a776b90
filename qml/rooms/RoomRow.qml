// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter

// A room in the rail.
ItemDelegate {
    id: row

    required property int index
    required property string room
    required property bool isPrivate
    required property bool joined
    required property int unread
    // Of those, the ones that mean the person.
    required property int mentions
    required property bool isCurrent
    required property bool hasDraft
    // A wish that the server has not heard of yet.
    required property bool joining
    required property bool leaving
    // Own messages there that were not sent.
    property int waiting: 0
    // Who asks the person into it; empty: nobody.
    property string invitedBy: ""
    property bool marked: false
    // All of its messages that are unread are on the screen, or on their way to be read.
    property bool inView: isCurrent

    readonly property bool loud: unread > 0 && !inView
    // What is unread, for those who listen.
    readonly property string unreadWords: qsTr("%1, %n unread", "a room", unread).arg(room)
    readonly property string heard: mentions > 0 ? qsTr("%1, %2", "a room and how much is unread, how often the person is meant").arg(unreadWords).arg(qsTr("%n mention(s) of you", "", mentions)) : unreadWords
    readonly property bool invited: invitedBy !== ""
    property real answerHeight: 0
    // Words of one's own that can be seen in no room.
    readonly property bool holds: !joined && (waiting > 0 || hasDraft)

    // A click on it does something.
    readonly property bool opens: !invited || holds

    signal answered(accept: bool)

    implicitHeight: Theme.row + bottomPadding
    topPadding: 0
    bottomPadding: invited ? answerHeight : 0
    leftPadding: Theme.gap
    rightPadding: Theme.gapSmall
    focusPolicy: Qt.NoFocus
    text: room
    Accessible.role: Accessible.ListItem
    Accessible.name: invited ? qsTr("%1, %2 invites you", "a room, a person").arg(room).arg(invitedBy) : joining ? qsTr("%1, will be joined when you're back online", "a room").arg(room) : leaving ? qsTr("%1, will be left when you're back online", "a room").arg(room) : loud ? heard : joined ? room : waiting > 0 ? qsTr("%1, %n message(s) not sent", "a room", waiting).arg(room) : holds ? qsTr("%1, with a draft", "a room").arg(room) : qsTr("%1, not joined", "a room").arg(room)
    Accessible.selected: isCurrent

    contentItem: RowLayout {
        spacing: Theme.gapSmall

        Icon {
            glyph: row.isPrivate ? "lock" : "hash"
            size: Theme.icon - 2
            color: row.isCurrent ? Theme.selectedInk : row.loud ? Theme.text : Theme.textFaint
        }
        AppText {
            Layout.fillWidth: true
            text: row.room
            font.weight: row.loud ? Font.Bold : row.isCurrent ? Font.DemiBold : Font.Normal
            color: row.isCurrent ? Theme.selectedInk : row.loud ? Theme.text : Theme.textSoft
            Accessible.ignored: true
        }
        Icon {
            visible: row.hasDraft && !row.isCurrent
            glyph: "pencil"
            size: Theme.iconSmall
            color: Theme.textFaint
        }
        Icon {
            visible: row.joining || row.leaving
            glyph: row.leaving ? "leave" : "clock"
            size: Theme.iconSmall
            color: Theme.warningText
        }
        CountBadge {
            objectName: "mentionBadge"
            calling: true
            count: row.loud ? row.mentions : 0
        }
        CountBadge {
            count: row.loud ? row.unread : 0
        }
        AppText {
            visible: !row.joined && !row.joining && (row.holds || (!row.invited && (row.hovered || row.marked)))
            text: row.waiting > 0 ? qsTr("%n not sent", "", row.waiting) : row.holds ? qsTr("Draft") : qsTr("Join")
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            color: row.holds ? Theme.warningText : Theme.accentText
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: row.isCurrent ? Theme.selected : row.down && row.opens ? Theme.pressed : row.hovered && row.opens ? Theme.hover : "transparent"

        FocusRing {
            wanted: row.marked
            distance: 0
        }
    }
    Present {
        when: row.invited

        InvitationAnswer {
            x: row.leftPadding
            y: Theme.row
            width: row.availableWidth
            by: row.invitedBy
            onAnswered: accept => row.answered(accept)
            onImplicitHeightChanged: row.answerHeight = implicitHeight
            Component.onCompleted: row.answerHeight = implicitHeight
        }
    }
}
