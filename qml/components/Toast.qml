// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// A sentence on what happened, with one thing that can be done about it. It has a line of its own that slides in, over no
// message and no button; `open` says while it is there.
Item {
    id: toast

    required property string text
    required property bool open
    property bool wrong: false
    property string action: ""
    readonly property alias hovered: hover.hovered
    // It slides no more.
    readonly property bool settled: implicitHeight === (open ? card.height : 0)
    // The last words stay while it slides away.
    property string words: ""

    signal acted
    signal dismissed

    implicitHeight: open ? card.height : 0
    visible: height > 0
    clip: true
    Component.onCompleted: remember()
    onTextChanged: remember()

    function remember(): void {
        if (text !== "")
            words = text;
    }

    Behavior on implicitHeight {
        NumberAnimation {
            duration: Theme.calm
            easing.type: Easing.OutCubic
        }
    }
    Rectangle {
        id: card

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(Theme.control + 8, label.implicitHeight + 2 * Theme.gapSmall)
        color: toast.wrong ? Theme.dangerSoft : Theme.raised

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.line
        }
        HoverHandler {
            id: hover
        }
        Icon {
            id: mark

            anchors.left: parent.left
            anchors.leftMargin: Theme.gapLarge
            anchors.verticalCenter: parent.verticalCenter
            glyph: toast.wrong ? "alert" : "info"
            color: toast.wrong ? Theme.dangerText : Theme.accentText
        }
        AppText {
            id: label

            anchors.left: mark.right
            anchors.leftMargin: Theme.gapSmall + 2
            anchors.right: actions.left
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            text: toast.words
            wrapMode: Text.Wrap
            maximumLineCount: 4
            color: toast.wrong ? Theme.dangerText : Theme.text
            Accessible.role: Accessible.AlertMessage
        }
        Row {
            id: actions

            anchors.right: parent.right
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter

            PushButton {
                objectName: "toastAction"
                visible: toast.action !== ""
                implicitHeight: Theme.control - 4
                kind: PushButton.Quiet
                text: toast.action
                onClicked: toast.acted()
            }
            IconButton {
                objectName: "dismiss"
                visible: toast.action === ""
                implicitHeight: Theme.control - 4
                glyph: "close"
                glyphSize: Theme.iconSmall
                text: qsTr("Dismiss")
                onClicked: toast.dismissed()
            }
        }
    }
}
