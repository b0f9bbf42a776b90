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
    property bool marked: false
    property bool found: false

    readonly property int gutter: Theme.gapLarge + Theme.avatar + Theme.gap
    readonly property list<string> addresses: addressesIn(text)

    signal retried
    signal discarded
    signal linkOpened(string address)
    signal menuWanted(real x, real y)

    width: ListView.view.width
    height: column.height
    Accessible.role: Accessible.ListItem
    Accessible.name: own ? qsTr("%1, %2: %3, %4", "sender, time, message, state").arg(sender).arg(time).arg(text).arg(mark.item !== null ? (mark.item as MessageState).words() : "") : qsTr("%1, %2: %3", "sender, time, message").arg(sender).arg(time).arg(text)

    // Only what plainly is a web address, at most four of them; closing marks of the sentence are left out.
    function addressesIn(words: string): list<string> {
        if (words.indexOf("://") < 0)
            return [];
        const found = words.match(/\bhttps?:\/\/[^\s<>"'`\u0000-\u0020\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u2066-\u2069]+/gi) ?? [];
        return found.slice(0, 4).map(each => each.replace(/[.,;:!?)\]}…]+$/, ""));
    }

    Column {
        id: column

        width: row.width

        Loader {
            active: row.dayLabel !== ""
            visible: active
            width: parent.width
            sourceComponent: DayLine {
                text: row.dayLabel
            }
        }
        Loader {
            active: row.gapAbove
            visible: active
            width: parent.width
            sourceComponent: GapLine {}
        }
        Loader {
            active: row.firstUnread
            visible: active
            width: parent.width
            sourceComponent: NewLine {}
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
                color: row.found ? Theme.found : hover.hovered ? Theme.hover : "transparent"

                FocusRing {
                    visible: row.marked
                    distance: 0
                }
            }
            HoverHandler {
                id: hover
            }
            TapHandler {
                acceptedButtons: Qt.RightButton
                onTapped: point => row.menuWanted(point.position.x, point.position.y + message.y)
            }
            Loader {
                active: row.firstOfGroup
                x: row.LayoutMirroring.enabled ? parent.width - width - Theme.gapLarge : Theme.gapLarge
                y: message.above + 1
                sourceComponent: Avatar {
                    initials: row.initials
                    hue: row.hue
                }
            }
            Loader {
                active: !row.firstOfGroup && hover.hovered
                anchors.right: body.left
                anchors.rightMargin: Theme.gap
                y: message.above + Theme.fontMessage - Theme.fontSmall + 1
                sourceComponent: AppText {
                    text: row.time
                    font.pixelSize: Theme.fontSmall - 1
                    color: Theme.textFaint
                    Accessible.ignored: true
                }
            }
            Column {
                id: body

                anchors.left: parent.left
                anchors.leftMargin: row.gutter
                y: message.above
                width: Math.min(parent.width - row.gutter - Theme.gapLarge - state.width, Theme.measure)
                spacing: 1

                Loader {
                    active: row.firstOfGroup
                    visible: active
                    width: parent.width
                    sourceComponent: Item {
                        implicitHeight: name.implicitHeight

                        AppText {
                            id: name

                            anchors.left: parent.left
                            width: Math.min(implicitWidth, parent.width - when.implicitWidth - Theme.gapSmall)
                            text: row.sender
                            font.weight: Font.DemiBold
                            color: Theme.personColor(row.hue)
                            Accessible.ignored: true
                        }
                        AppText {
                            id: when

                            anchors.left: name.right
                            anchors.leftMargin: Theme.gapSmall
                            anchors.baseline: name.baseline
                            text: row.time
                            font.pixelSize: Theme.fontSmall
                            color: Theme.textFaint
                            Accessible.ignored: true
                        }
                    }
                }
                MessageText {
                    id: words

                    width: parent.width
                    text: row.text
                    opacity: row.delivery === TimelineModel.Pending ? 0.7 : 1
                }
                Loader {
                    active: row.addresses.length > 0
                    visible: active
                    width: parent.width
                    sourceComponent: LinkRow {
                        topPadding: 4
                        bottomPadding: 4
                        addresses: row.addresses
                        onOpened: address => row.linkOpened(address)
                    }
                }
                Loader {
                    active: row.delivery === TimelineModel.Failed
                    visible: active
                    width: parent.width
                    sourceComponent: FailedLine {
                        failure: row.failure
                        onRetried: row.retried()
                        onDiscarded: row.discarded()
                    }
                }
            }
            Item {
                id: state

                anchors.left: body.right
                anchors.leftMargin: Theme.gapTiny
                width: Theme.iconSmall + Theme.gapTiny
                y: body.y + words.y

                Loader {
                    id: mark

                    active: row.own
                    y: (Theme.fontMessage * 1.36 - Theme.iconSmall) / 2
                    opacity: row.delivery === TimelineModel.Sent && !hover.hovered ? 0.55 : 1
                    sourceComponent: MessageState {
                        delivery: row.delivery
                    }
                }
            }
        }
    }
}
