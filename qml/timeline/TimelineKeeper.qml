// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Keeps what is being read where it is. While the newest message is in view, it stays in view; otherwise the message at
// the lower edge keeps its distance from that edge.
QtObject {
    id: keeper

    required property ListView list
    required property ScrollBar bar
    required property TimelineModel timeline

    // Less than this from the newest is "at the newest": a wheel turned a little must leave it.
    readonly property int reach: 2
    property bool following: true
    // Close enough that a button back would only be in the way.
    property bool near: true
    property Item anchor: null
    property real offset: 0
    property bool settling: false

    signal olderWanted
    signal newerWanted
    // These rows are in view with their end, from the newer one on; -1 for none.
    signal looked(int newest, int oldest)

    // Pixels between the lower edge and the end of the newest message.
    function below(): real {
        return list.originY + list.contentHeight + list.bottomMargin - list.contentY - list.height;
    }

    function pin(): void {
        following = true;
        restore();
        note();
    }

    // Remembers what is at the lower edge.
    function note(): void {
        const distance = below();
        // The end of what is loaded is not the newest while there is more to load.
        following = distance <= reach && !(timeline?.detached ?? false);
        near = distance <= Math.max(reach, list.height * 0.5);
        anchor = following ? null : anchorItem();
        offset = anchor !== null ? anchor.y + anchor.height - list.contentY - list.height : 0;
        if (timeline !== null)
            timeline.following = following;
        look();
        askOlder();
        if (timeline !== null && timeline.detached && distance < list.height)
            newerWanted();
    }

    // A row is seen when its end is: of a long message people read the end last.
    function look(): void {
        const edge = list.contentY + list.height;
        const low = anchorItem() as MessageRow;
        const high = highest() as MessageRow;
        if (low === null || high === null) {
            looked(-1, -1);
            return;
        }
        const newest = low.y + low.height > edge + 1 ? low.index + 1 : low.index;
        looked(newest <= high.index ? newest : -1, newest <= high.index ? high.index : -1);
    }

    // A part of the screen above the row: what was read last.
    function openAt(row: int): void {
        settling = true;
        list.positionViewAtIndex(row, ListView.Center);
        list.forceLayout();
        const item = list.itemAtIndex(row);
        if (item !== null) {
            const end = list.originY + list.contentHeight + list.bottomMargin - list.height;
            moveTo(Math.max(list.originY, Math.min(end, item.y - list.height * 0.2)));
            list.forceLayout();
        }
        settling = false;
        note();
    }

    function anchorItem(): Item {
        const edge = list.contentY + list.height;
        for (let y = edge - 1; y > list.contentY; y -= 8) {
            const item = list.itemAt(list.width / 2, y);
            if (item !== null)
                return item;
        }
        return null;
    }

    function highest(): Item {
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
        if (settling || (following && leaving()))
            return;
        settling = true;
        list.forceLayout();
        if (following)
            goToEnd();
        else if (anchor !== null)
            moveTo(anchor.y + anchor.height - list.height - offset);
        settling = false;
    }

    // To say where the list is stops what the wheel has set going, even if it is there already.
    function moveTo(y: real): void {
        if (Math.abs(y - list.contentY) > 0.01)
            list.contentY = y;
    }

    // Somebody has just begun to turn away from the newest.
    function leaving(): bool {
        return list.moving && list.verticalVelocity < 0;
    }

    // The list only guesses how tall the rows are that are not in view: each step towards the end may show that it is
    // further away. Four screens of rows that nobody has seen take two or three steps.
    function goToEnd(): void {
        for (let step = 0; step < 8 && Math.abs(below()) > 0.01; ++step) {
            list.contentY += below();
            list.forceLayout();
        }
    }

    function askOlder(): void {
        const above = list.contentY - list.originY;
        if (timeline !== null && timeline.count > 0 && above < list.height * 1.5 && !timeline.loading && !timeline.reachesStart)
            olderWanted();
    }

    onTimelineChanged: {
        anchor = null;
        following = true;
        near = true;
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
                keeper.note();
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
