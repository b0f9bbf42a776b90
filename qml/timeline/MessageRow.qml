// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// One message, with what belongs above it: the day, the "New" line, a gap, and its author at the head of a group.
Item {
    id: row

    required property int index
    required property string key
    required property string sender
    required property string initials
    required property int hue
    required property string text
    required property string time
    required property int delivery
    required property string failure
    required property bool own
    required property string clientId
    required property bool firstOfGroup
    required property string dayLabel
    required property bool firstUnread
    required property bool gapAbove
    required property bool editable
    required property bool wasEdited
    required property bool deleted
    property bool gapsStay: false
    // Nothing goes out now: what waits can be changed at leisure.
    property bool offline: false
    property bool edited: false
    property bool marked: false
    property bool found: false

    readonly property int gutter: Theme.gapLarge + Theme.avatar + Theme.gap
    readonly property bool waiting: delivery === TimelineModel.Pending
    readonly property bool offersActions: waiting && (offline || edited)
    readonly property string said: wasEdited ? qsTr("%1, edited", "time").arg(time) : time
    readonly property list<string> addresses: Array.from(WebAddresses.within(text))

    // A click, anywhere on it.
    signal chosen
    signal retried
    signal editWanted
    signal discarded
    signal linkOpened(string address)
    signal menuWanted(real x, real y)

    width: ListView.view.width
    height: column.height
    Accessible.role: Accessible.ListItem
    Accessible.name: own && !deleted ? qsTr("%1, %2: %3, %4", "sender, time, message, state").arg(sender).arg(said).arg(text).arg(stateWord()) : qsTr("%1, %2: %3", "sender, time, message").arg(sender).arg(said).arg(deleted ? qsTr("Message deleted") : text)

    function stateWord(): string {
        switch (delivery) {
        case TimelineModel.Pending:
            return qsTr("waiting to be sent");
        case TimelineModel.Failed:
            return qsTr("not sent");
        case TimelineModel.Unconfirmed:
            return qsTr("not known whether it arrived");
        default:
            return qsTr("sent");
        }
    }

    Column {
        id: column

        width: row.width

        Present {
            when: row.dayLabel !== ""

            DayLine {
                width: row.width
                text: row.dayLabel
            }
        }
        Present {
            when: row.gapAbove

            GapLine {
                width: row.width
                stays: row.gapsStay
            }
        }
        Present {
            when: row.firstUnread

            NewLine {
                width: row.width
            }
        }
        Item {
            id: message

            readonly property int above: row.firstOfGroup ? (Theme.compact ? 6 : Theme.gap) : 1

            width: parent.width
            height: body.y + body.height + (Theme.compact ? 1 : 3)

            Rectangle {
                anchors.fill: parent
                anchors.topMargin: message.above - 3
                anchors.leftMargin: Theme.gapSmall
                anchors.rightMargin: Theme.gapSmall
                radius: Theme.radius
                color: row.edited ? Theme.accentSoft : row.found ? Theme.found : hover.hovered ? Theme.hover : "transparent"

                FocusRing {
                    wanted: row.marked
                    distance: 0
                }
            }
            HoverHandler {
                id: hover
            }
            TapHandler {
                onTapped: row.chosen()
            }
            TapHandler {
                acceptedButtons: Qt.RightButton
                onTapped: point => {
                    row.chosen();
                    row.menuWanted(point.position.x, point.position.y + message.y);
                }
            }
            Present {
                when: row.firstOfGroup

                Avatar {
                    anchors.left: message.left
                    anchors.leftMargin: Theme.gapLarge
                    y: message.above + 1
                    initials: row.initials
                    hue: row.hue
                }
            }
            Present {
                when: !row.firstOfGroup && hover.hovered

                GutterTime {
                    anchors.right: body.left
                    anchors.rightMargin: Theme.gap
                    y: message.above + Theme.fontMessage - Theme.fontSmall + 1
                    text: row.time
                }
            }
            Column {
                id: body

                anchors.left: parent.left
                anchors.leftMargin: row.gutter
                y: message.above
                width: Math.min(parent.width - row.gutter - Theme.gapLarge - Theme.iconSmall - Theme.gapSmall - (row.offersActions ? 2 * (Theme.control - 8) : 0), Theme.measure)
                spacing: 1

                Present {
                    when: row.firstOfGroup

                    AuthorLine {
                        width: body.width
                        sender: row.sender
                        hue: row.hue
                        time: row.time
                        edited: row.wasEdited
                    }
                }
                Present {
                    when: row.deleted

                    DeletedLine {
                        width: body.width
                    }
                }
                MessageText {
                    id: words

                    width: parent.width
                    visible: !row.deleted
                    text: row.text
                    onActiveFocusChanged: if (activeFocus)
                        row.chosen()
                    opacity: row.delivery === TimelineModel.Pending ? 0.7 : 1
                }
                Present {
                    when: row.wasEdited && !row.firstOfGroup

                    EditedMark {
                        width: body.width
                    }
                }
                Present {
                    when: row.addresses.length > 0

                    LinkRow {
                        width: body.width
                        topPadding: 4
                        bottomPadding: 4
                        addresses: row.addresses
                        onOpened: address => row.linkOpened(address)
                    }
                }
                Present {
                    when: row.delivery === TimelineModel.Failed || row.delivery === TimelineModel.Unconfirmed

                    FailedLine {
                        width: body.width
                        failure: row.failure
                        unconfirmed: row.delivery === TimelineModel.Unconfirmed
                        editable: row.editable
                        onRetried: row.retried()
                        onEditWanted: row.editWanted()
                        onDiscarded: row.discarded()
                    }
                }
            }
            Present {
                when: row.offersActions || (row.waiting && hover.hovered)

                WaitingActions {
                    anchors.right: message.right
                    anchors.rightMargin: Theme.gapLarge
                    y: body.y + words.y + Math.round((Theme.fontMessage * 1.36 - height) / 2)
                    editable: row.editable && !row.edited
                    onEditWanted: row.editWanted()
                    onDiscarded: row.discarded()
                }
            }
            Present {
                when: row.own && !row.deleted

                MessageState {
                    // Behind the last line, so that it is near what it speaks of.
                    x: words.effectiveHorizontalAlignment === TextEdit.AlignRight ? body.x + body.width - words.paintedWidth - width - Theme.gapSmall : body.x + words.paintedWidth + Theme.gapSmall
                    y: body.y + words.y + words.height - Theme.fontMessage * 0.68 - height / 2
                    opacity: row.delivery === TimelineModel.Sent && !hover.hovered ? 0.6 : 1
                    delivery: row.delivery
                    meaning: row.stateWord()
                }
            }
        }
    }
}
