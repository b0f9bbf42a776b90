// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Over the messages, while older ones are unread because somebody went past them: the way back, and the word that they
// need not be read.
Item {
    id: bar

    required property ReadingModel reading
    readonly property bool open: reading.above > 0
    // The last number stays while it slides away.
    property int count: 0

    signal backWanted

    implicitHeight: open ? strip.height : 0
    visible: height > 0
    clip: true
    Component.onCompleted: count = reading.above

    Behavior on implicitHeight {
        NumberAnimation {
            duration: Theme.calm
            easing.type: Easing.OutCubic
        }
    }
    Connections {
        target: bar.reading

        function onChanged(): void {
            if (bar.reading.above > 0)
                bar.count = bar.reading.above;
        }
    }
    Rectangle {
        id: strip

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(Theme.control, label.implicitHeight + Theme.gapSmall)
        color: Theme.accentSoft

        AppText {
            id: label

            objectName: "unreadAbove"
            anchors.left: parent.left
            anchors.leftMargin: Theme.gapLarge
            anchors.right: actions.left
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("%n unread message(s) above", "", bar.count)
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: Theme.accentText
        }
        Row {
            id: actions

            anchors.right: parent.right
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter

            IconButton {
                objectName: "toUnread"
                implicitHeight: Theme.control - 4
                glyph: "arrow-up"
                ink: Theme.accentText
                text: qsTr("Go to the first unread message")
                onClicked: bar.backWanted()
            }
            IconButton {
                objectName: "readAll"
                implicitHeight: Theme.control - 4
                glyph: "check"
                ink: Theme.accentText
                text: qsTr("Mark all as read")
                onClicked: bar.reading.readAll()
            }
        }
    }
}
