// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter
import Banter.Models

// Over the timeline: the bar of the message that a pointer or the keyboard is at, and the choice of a reaction. It takes
// no place of any message.
Item {
    id: tools

    required property SessionModel session
    required property EmojiModel emoji
    required property ListView list
    // The message that the keyboard is at; null: none.
    required property MessageRow walked
    // The one under the pointer; null: none.
    property MessageRow pointed: null
    // The one that the bar is of.
    property MessageRow target: null
    readonly property bool choosing: more.open || (choice.item !== null && (choice.item as T.Popup).opened)
    // The message that a reaction is chosen for.
    property string chosenFor: ""

    signal menuWanted(MessageRow row, real x, real y)

    // The server has it, and it is still there.
    function can(row: MessageRow): bool {
        return row !== null && row.messageId !== "" && !row.gone;
    }

    function canReact(row: MessageRow): bool {
        return can(row) && session.features.reactions;
    }

    function canReply(row: MessageRow): bool {
        return can(row) && session.features.replies;
    }

    function reply(row: MessageRow): void {
        if (!canReply(row))
            return;
        session.current.composer.cancelEdit();
        session.reply.answer(row.messageId);
    }

    function react(row: MessageRow): void {
        if (!canReact(row))
            return;
        if (choice.item === null)
            choice.setSource("ReactionChoice.qml", {
                parent: spot,
                session: session
            });
        chosenFor = row.messageId;
        spot.y = row === target && bar.visible ? bar.y + bar.height + 2 : Math.max(0, row.y + row.upperEdge - list.contentY);
        const popup = choice.item as ReactionChoice;
        popup.messageId = row.messageId;
        popup.reactions = row.reactions;
        popup.x = Theme.mirrored ? 0 : -popup.implicitWidth;
        popup.open();
    }

    // What letters and Del do with the message that the keyboard is at. Others go on to whoever writes.
    function act(event: KeyEvent): void {
        const row = walked;
        const held = event.modifiers & ~Qt.KeypadModifier;
        const plus = event.key === Qt.Key_Plus && (held === Qt.NoModifier || held === Qt.ShiftModifier);
        if (row === null || (held !== Qt.NoModifier && !plus))
            return;
        const erases = event.key === Qt.Key_Delete || (event.key === Qt.Key_Backspace && Qt.platform.os === "osx");
        event.accepted = true;
        if (erases && row.own && row.clientId !== "") {
            if (!event.isAutoRepeat && !row.gone)
                session.current.deleteMessage(row.clientId);
        } else if (event.key === Qt.Key_E && (row.editable || (row.settled && session.features.editSent))) {
            session.current.composer.edit(row.clientId);
        } else if (event.key === Qt.Key_R && canReply(row)) {
            reply(row);
        } else if (plus && canReact(row)) {
            react(row);
        } else {
            event.accepted = false;
        }
    }

    // What stands beside the words of a message, for who does not see it.
    function aside(reply: var, reactions: var): string {
        const parts = [];
        if (reply !== undefined && reply.sender !== "")
            parts.push(qsTr("in reply to %1", "a person").arg(reply.sender));
        for (const one of reactions ?? []) {
            if (one.changeId === undefined)
                parts.push(qsTr("%2 %1", "how many, a reaction").arg(one.count).arg(one.key));
        }
        return parts.join(", ");
    }

    function point(row: MessageRow, on: bool): void {
        if (on)
            pointed = row;
        else if (pointed === row)
            pointed = null;
    }

    function settle(): void {
        if (!bar.hovered && !choosing)
            target = pointed !== null ? pointed : walked;
    }

    // To the bar, which hides the message from the pointer, it may take a frame.
    onPointedChanged: pointed !== null ? settle() : soon.restart()
    onWalkedChanged: soon.restart()
    onChoosingChanged: soon.restart()

    Timer {
        id: soon

        interval: 60
        onTriggered: tools.settle()
    }
    MessageBar {
        id: bar

        objectName: "messageBar"
        readonly property bool inView: tools.target !== null && tools.target.y + tools.target.height > tools.list.contentY && tools.target.y < tools.list.contentY + tools.list.height

        visible: (tools.canReact(tools.target) || tools.canReply(tools.target)) && inView && !tools.list.moving
        x: Theme.mirrored ? Theme.gapLarge : tools.width - width - Theme.gapLarge
        y: tools.target === null ? 0 : Math.round(Math.max(0, Math.min(tools.list.height - height, tools.target.y + tools.target.upperEdge - tools.list.contentY - height * 0.6)))
        session: tools.session
        messageId: tools.target?.messageId ?? ""
        reactions: tools.target?.reactions
        unfolded: tools.choosing
        onHoveredChanged: soon.restart()
        onChoiceWanted: tools.react(tools.target)
        onReplyWanted: tools.reply(tools.target)
        onMenuWanted: tools.menuWanted(tools.target, Theme.mirrored ? x : x - tools.target.x, tools.target.upperEdge)
    }
    // Where a reaction is chosen.
    Item {
        id: spot

        x: Theme.mirrored ? Theme.gapLarge : tools.width - Theme.gapLarge
    }
    Loader {
        id: choice
    }
    Connections {
        target: choice.item

        function onMoreWanted(): void {
            more.openOver(spot);
        }
    }
    EmojiPickerSlot {
        id: more

        emoji: tools.emoji
        onPicked: emoji => tools.session.reacting.toggle(tools.chosenFor, emoji)
    }
}
