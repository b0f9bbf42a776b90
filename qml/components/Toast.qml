// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// One sentence at a time, over what people are looking at. Stays while the pointer is on it.
Item {
    id: toast

    property string text: ""
    property bool wrong: false
    readonly property bool open: text !== ""

    implicitHeight: card.height
    visible: opacity > 0
    opacity: open ? 1 : 0

    function show(sentence: string, isWrong: bool): void {
        text = sentence;
        wrong = isWrong;
        patience.restart();
    }

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.calm
        }
    }

    Timer {
        id: patience

        // About 25 characters a second are read without hurry; never under four seconds.
        interval: Math.max(4000, toast.text.length * 80)
        running: toast.open && !hover.hovered
        onTriggered: toast.text = ""
    }

    Elevation {
        id: card

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, row.implicitWidth + 2 * Theme.gap)
        height: Math.max(Theme.control + 8, words.implicitHeight + 2 * Theme.gap)
        radius: Theme.radius + 2

        HoverHandler {
            id: hover
        }
        Icon {
            id: mark

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            glyph: toast.wrong ? "alert" : "info"
            color: toast.wrong ? Theme.dangerText : Theme.accentText
        }
        Item {
            id: row

            implicitWidth: mark.width + ruler.implicitWidth + cross.width + 2 * Theme.gapSmall + 4
        }
        AppText {
            id: ruler

            visible: false
            text: toast.text
        }
        AppText {
            id: words

            anchors.left: mark.right
            anchors.leftMargin: Theme.gapSmall
            anchors.right: cross.left
            anchors.verticalCenter: parent.verticalCenter
            text: toast.text
            wrapMode: Text.Wrap
            maximumLineCount: 4
            Accessible.role: Accessible.AlertMessage
        }
        IconButton {
            id: cross

            anchors.right: parent.right
            anchors.rightMargin: Theme.gapTiny
            anchors.verticalCenter: parent.verticalCenter
            glyph: "close"
            glyphSize: Theme.iconSmall
            text: qsTr("Dismiss")
            onClicked: toast.text = ""
        }
    }
}
