// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// One step of the connection: what happened, what was decided, when, and how the connection was then.
Item {
    id: row

    required property date at
    required property string what
    required property string decision
    required property int state

    implicitHeight: words.implicitHeight + 2 * Theme.gapSmall
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2 %3", "a time, what happened, what was decided").arg(when.text).arg(what).arg(decision)

    ConnectionMark {
        id: mark

        anchors.left: parent.left
        y: Theme.gapSmall + 2
        status: row.state
        size: Theme.iconSmall
    }
    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gapSmall
        anchors.right: when.left
        anchors.rightMargin: Theme.gap
        y: Theme.gapSmall
        spacing: 1

        AppText {
            width: parent.width
            text: row.what
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        AppText {
            visible: row.decision !== ""
            width: parent.width
            text: row.decision
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
            Accessible.ignored: true
        }
    }
    AppText {
        id: when

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        y: Theme.gapSmall + 1
        text: Qt.formatTime(row.at, "hh:mm:ss.zzz")
        font.pixelSize: Theme.fontSmall
        color: Theme.textFaint
        Accessible.ignored: true
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
}
