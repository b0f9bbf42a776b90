// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// A room without messages: because there are none, or because they have not come yet.
Item {
    id: empty

    required property SessionModel session
    readonly property bool connected: session.connection.state === ConnectionModel.Connected
    readonly property bool remembers: session.features.history
    readonly property bool known: session.current.timeline !== null && (session.current.timeline.reachesStart || (connected && !remembers))

    EmptyState {
        visible: !empty.known && empty.connected
        glyph: "chat"
        title: qsTr("Fetching messages…")

        Spinner {}
    }
    EmptyState {
        visible: empty.known || !empty.connected
        glyph: empty.known ? "chat" : "offline"
        title: empty.known ? qsTr("Nothing here yet") : qsTr("No messages on this computer yet")
        words: empty.known && !empty.remembers ? qsTr("This server does not tell what was said before. What is said from now on in %1 appears here.").arg(empty.session.current.room) : empty.known ? qsTr("Write the first message in %1. Everyone in the room will see it.").arg(empty.session.current.room) : qsTr("They appear as soon as you are connected.")
    }
}
