// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// Over the edge of a message, while a pointer is on it or the keyboard at it: what is done most with a message. The keys
// for the same are told in the hints, so that Tab does not stop at each.
Elevation {
    id: bar

    required property SessionModel session
    property var reactions: undefined
    property string messageId: ""
    readonly property alias hovered: hover.hovered
    // The menu or the choice that it has opened is open.
    property bool unfolded: false

    signal choiceWanted
    signal replyWanted
    signal menuWanted

    implicitWidth: row.implicitWidth + 4
    implicitHeight: row.implicitHeight + 4
    radius: Theme.radius

    HoverHandler {
        id: hover
    }
    Row {
        id: row

        x: 2
        y: 2

        Repeater {
            model: bar.session.features.reactions ? 3 : 0

            ReactionButton {
                id: quick

                required property int index

                objectName: "quickReaction"
                emoji: bar.session.reacting.usual[index]
                mine: bar.reactions?.some(one => one.key === quick.emoji && one.mine === true) ?? false
                focusPolicy: Qt.NoFocus
                onClicked: bar.session.reacting.toggle(bar.messageId, emoji)
            }
        }
        IconButton {
            objectName: "barReact"
            visible: bar.session.features.reactions
            implicitWidth: Theme.control - 6
            implicitHeight: Theme.control - 6
            glyph: "smile"
            text: qsTr("React")
            keys: "+"
            unfolded: bar.unfolded
            focusPolicy: Qt.NoFocus
            onClicked: bar.choiceWanted()
        }
        IconButton {
            objectName: "barReply"
            visible: bar.session.features.replies
            implicitWidth: Theme.control - 6
            implicitHeight: Theme.control - 6
            glyph: "reply"
            text: qsTr("Reply")
            keys: "R"
            unfolded: bar.unfolded
            focusPolicy: Qt.NoFocus
            onClicked: bar.replyWanted()
        }
        IconButton {
            objectName: "barMenu"
            implicitWidth: Theme.control - 6
            implicitHeight: Theme.control - 6
            glyph: "more"
            text: qsTr("More about this message")
            keys: "Return"
            unfolded: bar.unfolded
            focusPolicy: Qt.NoFocus
            onClicked: bar.menuWanted()
        }
    }
}
