// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQml.Models
import Banter
import Banter.Models

// What can be done with a message. One menu for the whole timeline.
PopupMenu {
    id: menu

    required property SessionModel session
    required property MessageTools tools
    property MessageRow row: null
    property real answered: 0
    property string words: ""
    property string code: ""
    property list<string> links: []
    property string clientId: ""
    property bool failed: false
    property bool unconfirmed: false
    property bool waiting: false
    property bool editable: false
    property bool removable: false
    property bool gone: false
    property bool deleted: false
    property int change: TimelineModel.NoChange
    property string changeId: ""
    readonly property bool refused: change === TimelineModel.ChangeFailed || change === TimelineModel.EditConflict

    signal linkOpened(string address)

    // There is nothing that can be done with a deleted message, unless something else was wished of it.
    function show(row: MessageRow, x: real, y: real): void {
        if (row.deleted && !row.wishes)
            return;
        words = row.text;
        code = row.gone ? "" : row.shown.code;
        links = row.gone ? [] : row.shown.links;
        clientId = row.clientId;
        failed = row.delivery === TimelineModel.Failed;
        unconfirmed = row.delivery === TimelineModel.Unconfirmed;
        waiting = row.waiting;
        editable = row.editable || (row.settled && session.features.editSent);
        removable = row.settled && session.features.deleteSent;
        gone = row.gone;
        deleted = row.deleted;
        change = row.change;
        changeId = row.changeId;
        answered = row.gone ? 0 : row.reply?.seq ?? 0;
        menu.row = row;
        popup(row, x > 0 ? x : row.gutter, y > 0 ? y : row.height / 2);
    }

    // No row of the menu, though it lies among them.
    Clipboard {
        id: clipboard

        height: 0
    }
    MenuRow {
        glyph: "reply"
        text: qsTr("Reply")
        keys: "R"
        visible: menu.tools.canReply(menu.row)
        onTriggered: menu.tools.reply(menu.row)
    }
    MenuRow {
        glyph: "smile"
        text: qsTr("React")
        keys: "+"
        visible: menu.tools.canReact(menu.row)
        onTriggered: menu.tools.react(menu.row)
    }
    MenuRow {
        glyph: "arrow-up"
        text: qsTr("Go to the original message")
        visible: menu.answered > 0
        onTriggered: menu.row?.originalWanted(menu.answered)
    }
    MenuRow {
        glyph: "copy"
        text: qsTr("Copy text")
        visible: !menu.gone
        onTriggered: clipboard.put(menu.words)
    }
    MenuRow {
        glyph: "copy"
        text: qsTr("Copy code")
        visible: menu.code !== ""
        onTriggered: clipboard.put(menu.code)
    }
    MenuRow {
        glyph: "retry"
        text: menu.unconfirmed ? qsTr("Send again") : qsTr("Retry")
        visible: menu.failed || menu.unconfirmed
        onTriggered: menu.session.outbox.retry(menu.clientId)
    }
    MenuRow {
        glyph: "retry"
        text: menu.change === TimelineModel.EditConflict ? qsTr("Send your text") : qsTr("Retry")
        visible: menu.refused && !menu.deleted
        onTriggered: menu.session.outbox.retry(menu.changeId)
    }
    MenuRow {
        glyph: "close"
        text: menu.change === TimelineModel.EditConflict ? qsTr("Keep the other text") : menu.change === TimelineModel.DeletionWaits ? qsTr("Do not delete") : qsTr("Leave it as it was")
        visible: menu.change !== TimelineModel.NoChange
        onTriggered: menu.session.outbox.discard(menu.changeId)
    }
    MenuRow {
        glyph: "pencil"
        text: qsTr("Edit")
        keys: "E"
        visible: menu.editable
        onTriggered: menu.session.current.composer.edit(menu.clientId)
    }
    MenuRow {
        glyph: "trash"
        text: menu.waiting ? qsTr("Do not send") : menu.removable ? qsTr("Delete for everybody") : qsTr("Delete")
        keys: "Del"
        risky: true
        visible: menu.failed || menu.unconfirmed || menu.waiting || menu.removable
        onTriggered: menu.session.current.deleteMessage(menu.clientId)
    }
    // Where the message leads, for those without a mouse.
    Instantiator {
        model: menu.links
        onObjectAdded: (index, row) => menu.insertItem(menu.count, row as MenuRow)
        onObjectRemoved: (index, row) => menu.removeItem(row as MenuRow)

        MenuRow {
            id: link

            required property string modelData
            // The dialog that comes tells it whole.
            readonly property string shortened: modelData.length > 44 ? modelData.slice(0, 32) + "…" + modelData.slice(-11) : modelData

            objectName: "openLink"
            glyph: "external"
            text: qsTr("Open %1").arg(shortened)
            onTriggered: menu.linkOpened(link.modelData)
        }
    }
}
