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
    required property string editedAt
    required property bool deleted
    required property int change
    required property string changeNote
    required property string changeText
    required property string changeId
    required property string messageId
    required property var reactions
    required property var reply
    // Whom it means, and of them those who are the person: one each line.
    required property string mentions
    required property string meant
    required property SessionModel session
    property bool gapsStay: false
    // Nothing goes out now: what waits can be changed at leisure.
    property bool offline: false
    property bool edited: false
    property bool marked: false
    property bool found: false

    readonly property alias hovered: hover.hovered
    // Where it begins, below what belongs above it.
    readonly property real upperEdge: message.y + message.above
    readonly property int gutter: Theme.gapLarge + Theme.avatar + Theme.gap
    readonly property bool waiting: delivery === TimelineModel.Pending
    readonly property bool offersActions: waiting && (offline || edited)
    // The person wishes it to be deleted: so it looks at once.
    readonly property bool going: change === TimelineModel.DeletionWaits
    readonly property bool gone: deleted || going
    // The server has it, and it is one's own.
    readonly property bool settled: own && delivery === TimelineModel.Sent && clientId !== "" && !gone
    readonly property bool wishes: change !== TimelineModel.NoChange
    readonly property bool refused: change === TimelineModel.ChangeFailed || change === TimelineModel.EditConflict
    readonly property int mark: refused ? TimelineModel.Failed : wishes ? TimelineModel.Pending : delivery
    readonly property string words: gone ? qsTr("Message deleted") : shown.words
    readonly property string when: calls ? qsTr("%1, mentions you", "time").arg(time) : time
    readonly property string said: editedAt !== "" ? qsTr("%1, edited", "time").arg(when) : when
    readonly property markedText shown: MarkupReader.read(text, mentions, meant)
    // Somebody else means the person.
    readonly property bool calls: meant !== "" && !own && !gone

    // A click, anywhere on it.
    signal chosen
    signal linkOpened(string address)
    signal originalWanted(real seq)
    signal menuWanted(real x, real y)

    width: ListView.view.width
    height: column.height
    Accessible.role: Accessible.ListItem
    Accessible.name: own && (!deleted || wishes) ? qsTr("%1, %2: %3, %4", "sender, time, message, state").arg(sender).arg(said).arg(words).arg(stateWord()) : qsTr("%1, %2: %3", "sender, time, message").arg(sender).arg(said).arg(words)

    function stateWord(): string {
        if (wishes)
            return changeNote;
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

        RowHead {
            width: row.width
            dayLabel: row.dayLabel
            gapAbove: row.gapAbove
            gapsStay: row.gapsStay
            firstUnread: row.firstUnread
        }
        Item {
            id: message

            readonly property int above: row.firstOfGroup ? (Theme.compact ? 6 : Theme.gap) : 1

            width: parent.width
            height: body.y + body.height + (Theme.compact ? 1 : 3)

            RowBack {
                x: Theme.gapSmall
                y: message.above - 3
                width: parent.width - 2 * x
                height: parent.height - y
                color: row.edited ? Theme.accentSoft : row.found ? Theme.found : row.calls ? Theme.meantRow : hover.hovered ? Theme.hover : "transparent"
                ringed: row.marked
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
            MessageGutter {
                anchors.left: message.left
                y: message.above
                width: row.gutter
                firstOfGroup: row.firstOfGroup
                initials: row.initials
                hue: row.hue
                time: row.time
                hovered: hover.hovered
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
                        editedAt: row.editedAt
                    }
                }
                Present {
                    when: row.reply !== undefined && !row.gone

                    QuoteLine {
                        width: body.width
                        quote: row.reply ?? ({})
                        reachable: row.marked
                        onClicked: row.originalWanted(row.reply.seq)
                    }
                }
                Present {
                    when: row.gone

                    DeletedLine {
                        width: body.width
                        waiting: row.going
                        note: row.changeNote
                    }
                }
                MessageWords {
                    id: written

                    width: parent.width
                    visible: !row.gone
                    shown: row.shown
                    opacity: row.mark === TimelineModel.Pending ? 0.7 : 1
                    onOpened: address => row.linkOpened(address)
                    onTaken: row.chosen()
                }
                Present {
                    when: row.editedAt !== "" && !row.firstOfGroup && !row.gone

                    EditedMark {
                        at: row.editedAt
                    }
                }
                Present {
                    when: row.delivery === TimelineModel.Failed || row.delivery === TimelineModel.Unconfirmed

                    FailedLine {
                        width: body.width
                        failure: row.failure
                        unconfirmed: row.delivery === TimelineModel.Unconfirmed
                        editable: row.editable
                        onRetried: row.session.outbox.retry(row.clientId)
                        onEditWanted: row.session.current.composer.edit(row.clientId)
                        onDiscarded: row.session.outbox.discard(row.clientId)
                    }
                }
                Present {
                    when: row.refused || (row.wishes && row.offline)

                    ChangeLine {
                        width: body.width
                        change: row.change
                        note: row.changeNote
                        words: row.changeText
                        deleted: row.deleted
                        onRetried: row.session.outbox.retry(row.changeId)
                        onDropped: row.session.outbox.discard(row.changeId)
                    }
                }
                Present {
                    when: row.reactions !== undefined

                    ReactionsRow {
                        width: body.width
                        session: row.session
                        messageId: row.messageId
                        reactions: row.reactions
                        gone: row.gone
                        reachable: row.marked
                    }
                }
            }
            Present {
                when: row.offersActions || (row.waiting && hover.hovered)

                WaitingActions {
                    anchors.right: message.right
                    anchors.rightMargin: Theme.gapLarge
                    y: body.y + written.y + Math.round((Theme.fontMessage * 1.36 - height) / 2)
                    editable: row.editable && !row.edited
                    onEditWanted: row.session.current.composer.edit(row.clientId)
                    onDiscarded: row.session.outbox.discard(row.clientId)
                }
            }
            Present {
                when: row.own && !row.gone

                MessageState {
                    // Behind the last line, so that it is near what it speaks of.
                    x: written.fromRight ? body.x + body.width - written.endWidth - width - Theme.gapSmall : body.x + written.endWidth + Theme.gapSmall
                    y: body.y + written.y + written.height - Theme.fontMessage * 0.68 - height / 2
                    opacity: row.mark === TimelineModel.Sent && !hover.hovered ? 0.6 : 1
                    delivery: row.mark
                    meaning: row.stateWord()
                }
            }
        }
    }
}
