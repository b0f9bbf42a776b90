// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

// Under an own message that was not sent: why, and what can be done.
Item {
    id: line

    required property string failure

    signal retried
    signal discarded

    implicitHeight: Math.max(retry.implicitHeight, words.implicitHeight) + 2

    Icon {
        id: mark

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        glyph: "alert"
        size: Theme.iconSmall
        color: Theme.dangerText
    }
    AppText {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gapTiny + 2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width - mark.width - retry.width - remove.width - 3 * Theme.gapSmall)
        text: line.failure
        wrapMode: Text.Wrap
        font.pixelSize: Theme.fontSmall
        color: Theme.dangerText
        Accessible.role: Accessible.AlertMessage
    }
    PushButton {
        id: retry

        objectName: "retry"
        anchors.left: words.right
        anchors.leftMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Theme.control - 8
        leftPadding: Theme.gapSmall
        rightPadding: Theme.gapSmall
        kind: PushButton.Quiet
        text: qsTr("Retry")
        onClicked: line.retried()
    }
    PushButton {
        id: remove

        objectName: "delete"
        anchors.left: retry.right
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Theme.control - 8
        leftPadding: Theme.gapSmall
        rightPadding: Theme.gapSmall
        kind: PushButton.Quiet
        text: qsTr("Delete")
        onClicked: line.discarded()
    }
}
