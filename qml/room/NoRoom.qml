// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Nothing is chosen, or there is nothing to choose from.
Rectangle {
    id: none

    required property SessionModel session
    required property DialogHost dialogs
    readonly property bool connected: session.connection.state === ConnectionModel.Connected

    color: Theme.page

    OfflineBanner {
        width: parent.width
        connection: none.session.connection
    }
    EmptyState {
        visible: none.connected
        glyph: "chat"
        title: qsTr("Where would you like to talk?")
        words: none.session.features.createRooms ? qsTr("Choose a room on the left, or make one of your own.") : none.session.features.joinByName ? qsTr("Choose a room on the left, or join one by its name.") : qsTr("Choose a room on the left.")

        PushButton {
            visible: none.session.features.joinByName
            objectName: "firstRoom"
            kind: PushButton.Primary
            glyph: "plus"
            text: none.session.features.createRooms ? qsTr("Create or join a room") : qsTr("Join a room")
            onClicked: none.dialogs.newRoom()
        }
    }
    EmptyState {
        visible: !none.connected
        glyph: "offline"
        title: none.session.connection.word
        words: none.session.connection.reason !== "" ? none.session.connection.reason : qsTr("Your rooms appear as soon as the server answers.")

        PushButton {
            text: qsTr("Retry now")
            onClicked: none.session.connection.terminal ? none.session.connection.connectNow() : none.session.connection.retryNow()
        }
    }
}
