// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// All that comes from a server that only sends notices, the newest at the top.
Item {
    id: pane

    required property SessionModel session
    readonly property bool connected: session.connection.state === ConnectionModel.Connected

    ListView {
        objectName: "notices"
        anchors.fill: parent
        visible: count > 0
        clip: true
        activeFocusOnTab: visible
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        topMargin: Theme.gapSmall
        bottomMargin: Theme.gapSmall
        model: pane.session.notices
        ScrollBar.vertical: ThinScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Notices")
        delegate: NoticeRow {}
    }
    Present {
        when: pane.session.notices.count === 0

        EmptyState {
            glyph: pane.connected ? "info" : "offline"
            title: pane.connected ? qsTr("No notices yet") : pane.session.connection.word
            words: pane.connected ? qsTr("This server only sends notices. They appear here as they come.") : pane.session.connection.reason !== "" ? pane.session.connection.reason : qsTr("Notices appear as soon as the server answers.")
        }
    }
}
