// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// The state in words: what it is, why, since when, and which attempt this is.
Rectangle {
    id: card

    required property ConnectionModel connection

    implicitHeight: column.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.field

    function since(): string {
        const at = connection.diagnostics.connectedSince;
        return connection.state === ConnectionModel.Connected && !isNaN(at.getTime()) ? qsTr("Since %1").arg(TimeWords.moment(at)) : "";
    }

    function plan(): string {
        if (connection.state === ConnectionModel.Connected || connection.attempt <= 0)
            return "";
        return connection.retrySeconds >= 0 ? qsTr("Attempt %1; the next one in %n second(s).", "", connection.retrySeconds).arg(connection.attempt) : qsTr("Attempt %1.").arg(connection.attempt);
    }

    ConnectionMark {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        y: Theme.gap + 2
        status: card.connection.state
        size: Theme.icon + 2
    }
    Column {
        id: column

        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        y: Theme.gap
        spacing: 2

        AppText {
            width: parent.width
            text: card.connection.word
            font.pixelSize: Theme.fontTitle
            font.weight: Font.DemiBold
        }
        Repeater {
            model: [card.connection.reason, card.since(), card.plan()]

            AppText {
                required property string modelData

                visible: modelData !== ""
                width: column.width
                text: modelData
                wrapMode: Text.Wrap
                color: Theme.textSoft
            }
        }
    }
}
