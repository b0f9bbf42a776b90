// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Above everything while the server in this program cannot save what is said.
Item {
    id: banner

    required property string trouble
    readonly property bool open: trouble !== ""
    // The last words stay while it slides away.
    property string words: ""

    objectName: "hostBanner"
    implicitHeight: open ? strip.height : 0
    height: implicitHeight
    clip: true
    visible: height > 0
    onTroubleChanged: {
        if (trouble !== "")
            words = trouble;
    }
    Component.onCompleted: words = trouble

    Behavior on implicitHeight {
        NumberAnimation {
            duration: Theme.calm
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        id: strip

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(Theme.control + 8, label.implicitHeight + 2 * Theme.gapSmall)
        color: Theme.dangerSoft

        Icon {
            id: mark

            anchors.left: parent.left
            anchors.leftMargin: Theme.gapLarge
            anchors.verticalCenter: parent.verticalCenter
            glyph: "warning"
            color: Theme.dangerText
        }
        AppText {
            id: label

            anchors.left: mark.right
            anchors.leftMargin: Theme.gapSmall + 2
            anchors.right: parent.right
            anchors.rightMargin: Theme.gapLarge
            anchors.verticalCenter: parent.verticalCenter
            text: banner.words
            wrapMode: Text.Wrap
            color: Theme.dangerText
            Accessible.role: Accessible.AlertMessage
        }
    }
}
