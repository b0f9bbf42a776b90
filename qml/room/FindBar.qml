// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Finds text in the messages that are loaded.
FocusScope {
    id: bar

    required property TimelineModel timeline
    required property TimelineView view
    property int row: -1
    property int total: 0

    signal closed

    implicitHeight: Theme.control + 2 * Theme.gapSmall
    Component.onCompleted: input.forceActiveFocus()
    Component.onDestruction: view.foundKey = ""
    Keys.onEscapePressed: closed()

    function go(step: int): void {
        if (timeline === null || input.text === "") {
            land(-1);
            return;
        }
        const from = row < 0 ? 0 : row + step;
        let next = timeline.find(input.text, from, step);
        if (next < 0)
            next = timeline.find(input.text, step > 0 ? 0 : timeline.count - 1, step);
        land(next);
    }

    function land(next: int): void {
        row = next;
        if (next >= 0)
            view.reveal(next);
        view.foundKey = next >= 0 ? view.keyAt(next) : "";
    }

    function startOver(): void {
        total = timeline !== null ? timeline.countFound(input.text) : 0;
        row = -1;
        go(1);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.field

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.line
        }
    }
    LineField {
        id: input

        objectName: "findField"
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: hits.left
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Theme.control
        focus: true
        placeholderText: qsTr("Find in the messages loaded here")
        maximumLength: 200
        onTextEdited: bar.startOver()
        onAccepted: bar.go(1)
        Keys.onUpPressed: bar.go(1)
        Keys.onDownPressed: bar.go(-1)
        Accessible.name: placeholderText
    }
    AppText {
        id: hits

        objectName: "findHits"
        anchors.right: buttons.left
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        visible: input.text !== ""
        text: bar.total > 0 ? qsTr("%n found", "", bar.total) : qsTr("Nothing found")
        font.pixelSize: Theme.fontSmall
        color: Theme.textSoft
        Accessible.role: Accessible.AlertMessage
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter

        IconButton {
            glyph: "chevron-up"
            text: qsTr("Older match")
            enabled: bar.total > 0
            onClicked: bar.go(1)
        }
        IconButton {
            glyph: "chevron-down"
            text: qsTr("Newer match")
            enabled: bar.total > 0
            onClicked: bar.go(-1)
        }
        IconButton {
            glyph: "close"
            text: qsTr("Close the search")
            onClicked: bar.closed()
        }
    }
}
