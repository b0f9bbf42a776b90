// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// What can be done with a message. One menu for the whole timeline.
PopupMenu {
    id: menu

    required property SessionModel session
    property string words: ""
    property string clientId: ""
    property bool failed: false
    property bool unconfirmed: false
    property bool waiting: false
    property bool editable: false

    // There is nothing that can be done with a deleted message.
    function show(row: MessageRow, x: real, y: real): void {
        if (row.deleted)
            return;
        words = row.text;
        clientId = row.clientId;
        failed = row.delivery === TimelineModel.Failed;
        unconfirmed = row.delivery === TimelineModel.Unconfirmed;
        waiting = row.waiting;
        editable = row.editable;
        popup(row, x > 0 ? x : row.gutter, y > 0 ? y : row.height / 2);
    }

    Clipboard {
        id: clipboard
    }
    MenuRow {
        glyph: "copy"
        text: qsTr("Copy text")
        onTriggered: clipboard.put(menu.words)
    }
    MenuRow {
        glyph: "retry"
        text: menu.unconfirmed ? qsTr("Send again") : qsTr("Retry")
        visible: menu.failed || menu.unconfirmed
        onTriggered: menu.session.outbox.retry(menu.clientId)
    }
    MenuRow {
        glyph: "pencil"
        text: qsTr("Edit")
        visible: menu.editable
        onTriggered: menu.session.current.composer.edit(menu.clientId)
    }
    MenuRow {
        glyph: "trash"
        text: menu.waiting ? qsTr("Do not send") : qsTr("Delete")
        risky: true
        visible: menu.failed || menu.unconfirmed || menu.waiting
        onTriggered: menu.session.outbox.discard(menu.clientId)
    }
}
