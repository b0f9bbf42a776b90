// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Tells the timeline's ScrollModel where the rows are, and puts the list where that says.
QtObject {
    id: keeper

    required property ListView list
    required property ScrollBar bar
    required property TimelineModel timeline
    readonly property ScrollModel scroll: timeline?.scroll ?? null

    // The row at the lower edge, while the list keeps to it.
    property Item anchor: null
    property bool settling: false

    // These rows are in view with their end, from the newer one on; -1 for none.
    signal looked(int newest, int oldest)

    function measure(): void {
        scroll.measure(list.contentY, list.originY, list.contentHeight, list.bottomMargin, list.height);
    }

    function pin(): void {
        restore();
        note();
    }

    // Remembers what is at the lower edge.
    function note(): void {
        if (scroll === null)
            return;
        measure();
        const lowest = lowestRow();
        anchor = scroll.note(endOf(lowest)) ? lowest : null;
        look();
        scroll.ask();
    }

    // By the person, whose view it is from here on.
    function moved(): void {
        if (scroll !== null)
            scroll.touch();
        note();
    }

    function look(): void {
        if (scroll === null)
            return;
        measure();
        const low = lowestRow() as MessageRow;
        const high = highestRow() as MessageRow;
        const newest = low !== null ? scroll.newestSeen(low.index, endOf(low)) : -1;
        const some = low !== null && high !== null && newest <= high.index;
        looked(some ? newest : -1, some ? high.index : -1);
    }

    // The first unread message, for a room that was just opened.
    function openAt(row: int): void {
        settling = true;
        list.positionViewAtIndex(row, ListView.Center);
        list.forceLayout();
        const item = list.itemAtIndex(row);
        if (item !== null) {
            measure();
            moveTo(scroll.opened(item.y));
            list.forceLayout();
        }
        settling = false;
        note();
    }

    function turnPage(step: int): void {
        measure();
        list.contentY = scroll.turned(step);
        moved();
    }

    function endOf(row: Item): real {
        return row !== null ? row.y + row.height : NaN;
    }

    function lowestRow(): Item {
        const edge = list.contentY + list.height;
        for (let y = edge - 1; y > list.contentY; y -= 8) {
            const item = list.itemAt(list.width / 2, y);
            if (item !== null)
                return item;
        }
        return null;
    }

    function highestRow(): Item {
        const edge = list.contentY + list.height;
        for (let y = list.contentY + 1; y < edge; y += 8) {
            const item = list.itemAt(list.width / 2, y);
            if (item !== null)
                return item;
        }
        return null;
    }

    // Puts it back there.
    function restore(): void {
        if (settling || scroll === null || !scroll.holds(list.moving && list.verticalVelocity < 0))
            return;
        settling = true;
        list.forceLayout();
        if (timeline.following)
            goToEnd();
        else
            moveTo(target());
        settling = false;
    }

    function target(): real {
        measure();
        return scroll.target(endOf(anchor));
    }

    // To say where the list is stops what the wheel has set going, even if it is there already.
    function moveTo(y: real): void {
        if (Math.abs(y - list.contentY) > 0.01)
            list.contentY = y;
    }

    // The list only guesses how tall the rows are that are not in view: each step towards the end may show that it is
    // further away. Four screens of rows that nobody has seen take two or three steps.
    function goToEnd(): void {
        for (let step = 0; step < 8 && Math.abs(target() - list.contentY) > 0.01; ++step) {
            list.contentY = target();
            list.forceLayout();
        }
    }

    onTimelineChanged: {
        anchor = null;
        later.restart();
    }

    // Once the views have heard of what changed.
    readonly property Timer later: Timer {
        interval: 0
        onTriggered: {
            keeper.restore();
            keeper.note();
        }
    }
    // More or less is in view, and what is read is where it was: to measure that again while the view slides would round
    // it again and again.
    readonly property Timer glance: Timer {
        interval: 0
        onTriggered: keeper.look()
    }
    readonly property Connections ofList: Connections {
        target: keeper.list

        function onContentYChanged(): void {
            if (!keeper.settling && (keeper.list.moving || keeper.bar.pressed))
                keeper.moved();
        }
        function onMovementEnded(): void {
            keeper.note();
        }
        function onHeightChanged(): void {
            keeper.restore();
            keeper.glance.restart();
        }
        function onContentHeightChanged(): void {
            keeper.later.restart();
        }
        // The list has taken the change in by now, which cannot be said of the model's own signals.
        function onCountChanged(): void {
            keeper.restore();
            keeper.later.restart();
        }
    }
    readonly property Connections ofModel: Connections {
        target: keeper.timeline

        function onHistoryChanged(): void {
            keeper.later.restart();
        }
    }
}
