// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Searches the messages on this computer. The results unfold below while somebody looks for something, and fold away
// once one of them is shown.
FocusScope {
    id: bar

    required property SessionModel session
    required property FindModel find
    property int row: -1
    property bool unfolded: true
    // The results lie over the messages.
    readonly property bool covers: unfolded && find.typed !== "" && (find.count > 0 || !find.busy)
    readonly property bool narrow: width < Math.round(560 * Theme.textScale)

    signal closed

    implicitHeight: Theme.control + 2 * Theme.gapSmall + (narrow ? Theme.control : 0)
    Component.onCompleted: {
        input.text = find.typed;
        input.forceActiveFocus();
        input.selectAll();
    }
    Component.onDestruction: find.clear()
    Keys.onEscapePressed: closed()

    function move(step: int): void {
        if (find.count > 0)
            row = Math.max(0, Math.min(find.count - 1, row + step));
    }

    // Brings a result into view, whatever room it is in.
    function show(at: int): void {
        if (at < 0 || at >= find.count)
            return;
        row = at;
        unfolded = false;
        session.current.showMessage(find.roomAt(at), find.seqAt(at));
    }

    function summary(): string {
        if (find.busy)
            return qsTr("Searching…");
        if (find.count === 0)
            return qsTr("Nothing found");
        if (!unfolded)
            return qsTr("%1 of %2", "which result is shown, number of results").arg((row + 1).toLocaleString(Qt.locale(), "f", 0)).arg(find.count.toLocaleString(Qt.locale(), "f", 0));
        return find.more ? qsTr("The newest %n", "results of a search", find.count) : qsTr("%n found", "", find.count);
    }

    Connections {
        target: bar.find

        function onAnswered(): void {
            if (bar.unfolded)
                bar.row = bar.find.count > 0 ? 0 : -1;
        }
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
        anchors.right: bar.narrow ? buttons.left : scope.left
        anchors.rightMargin: Theme.gapSmall
        y: Theme.gapSmall
        implicitHeight: Theme.control
        focus: true
        placeholder: bar.find.everywhere ? qsTr("Search all rooms") : qsTr("Search this room")
        maximumLength: 200
        onTextEdited: {
            bar.unfolded = true;
            bar.find.typed = text;
        }
        onAccepted: bar.show(Math.max(0, bar.row))
        Keys.onUpPressed: bar.move(-1)
        Keys.onDownPressed: bar.move(1)
        Accessible.name: placeholder
    }
    Segments {
        id: scope

        objectName: "findScope"
        anchors.right: bar.narrow ? parent.right : hits.left
        anchors.rightMargin: bar.narrow ? Theme.gap : Theme.gapSmall
        y: bar.narrow ? Theme.gapSmall + Theme.control + 2 : Theme.gapSmall
        width: bar.narrow ? bar.width - 3 * Theme.gap - hits.width : implicitWidth
        implicitHeight: bar.narrow ? Theme.control - 4 : Theme.control
        name: qsTr("Where to search")
        options: [qsTr("This room"), qsTr("All rooms")]
        current: bar.find.everywhere ? 1 : 0
        onChosen: index => {
            bar.unfolded = true;
            bar.find.everywhere = index === 1;
        }
    }
    AppText {
        id: hits

        objectName: "findHits"
        x: bar.narrow ? (Theme.mirrored ? bar.width - width - Theme.gap : Theme.gap) : Theme.mirrored ? buttons.x + buttons.width + Theme.gapSmall : buttons.x - width - Theme.gapSmall
        anchors.verticalCenter: bar.narrow ? scope.verticalCenter : buttons.verticalCenter
        text: bar.find.typed !== "" ? bar.summary() : ""
        font.pixelSize: Theme.fontSmall
        color: Theme.textSoft
        Accessible.role: Accessible.AlertMessage
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.gapSmall
        y: Theme.gapSmall

        IconButton {
            objectName: "olderHit"
            glyph: "chevron-up"
            text: qsTr("Older match")
            enabled: bar.row + 1 < bar.find.count
            onClicked: bar.show(bar.row + 1)
        }
        IconButton {
            objectName: "newerHit"
            glyph: "chevron-down"
            text: qsTr("Newer match")
            enabled: bar.row > 0
            onClicked: bar.show(bar.row - 1)
        }
        IconButton {
            glyph: "close"
            text: qsTr("Close the search")
            onClicked: bar.closed()
        }
    }
    Present {
        when: bar.covers

        FindResults {
            anchors.top: bar.bottom
            width: bar.width
            find: bar.find
            row: bar.row
            onChosen: at => bar.show(at)
        }
    }
}
