// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter
import Banter.Models

// How the connection is, always in sight: a shape, a word, and the seconds to the next try. Opens the diagnostics.
AbstractButton {
    id: indicator

    required property ConnectionModel connection

    readonly property string words: connection.retrySeconds >= 0 ? qsTr("%1 %2 s", "state of the connection, seconds to the next try").arg(connection.word).arg(connection.retrySeconds.toLocaleString(Qt.locale(), "f", 0)) : connection.word

    implicitHeight: Theme.fontSmall + 12
    leftPadding: 6
    rightPadding: 6
    focusPolicy: Qt.TabFocus
    Keys.onReturnPressed: indicator.clicked()
    Keys.onEnterPressed: indicator.clicked()
    text: words
    Accessible.name: qsTr("Connection: %1").arg(words)
    Accessible.description: connection.reason

    contentItem: RowLayout {
        spacing: 6

        ConnectionMark {
            status: indicator.connection.state
            size: Theme.iconSmall - 1
        }
        AppText {
            Layout.fillWidth: true
            text: indicator.words
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: indicator.down ? Theme.pressed : indicator.hovered ? Theme.hover : "transparent"

        FocusRing {
            wanted: indicator.visualFocus
            around: Theme.radiusSmall
            distance: 0
        }
    }
}
