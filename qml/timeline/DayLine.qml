// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Where a day begins.
Item {
    property alias text: words.text

    implicitHeight: words.implicitHeight + Theme.gapLarge

    Rectangle {
        anchors.verticalCenter: words.verticalCenter
        anchors.left: parent.left
        anchors.right: words.left
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gap
        height: 1
        color: Theme.line
    }
    AppText {
        id: words

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap + 2
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
        color: Theme.textFaint
    }
    Rectangle {
        anchors.verticalCenter: words.verticalCenter
        anchors.left: words.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gapLarge
        height: 1
        color: Theme.line
    }
}
