// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// What went wrong, when no single field is to blame.
Rectangle {
    id: box

    property alias text: words.text

    implicitHeight: words.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.dangerSoft

    Icon {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        glyph: "alert"
        color: Theme.dangerText
    }
    AppText {
        id: words

        anchors.left: mark.right
        anchors.right: parent.right
        anchors.margins: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        wrapMode: Text.Wrap
        color: Theme.dangerText
        Accessible.role: Accessible.AlertMessage
    }
}
