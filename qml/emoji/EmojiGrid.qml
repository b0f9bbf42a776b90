// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The cells. Arrows and page keys walk over them, Enter and Space pick; what is typed goes on in the search.
GridView {
    id: grid

    required property EmojiModel emoji
    // The one under the pointer, else the one that Enter would take.
    property EmojiCell pointed: null
    readonly property var told: pointed !== null ? pointed : currentItem
    readonly property int columns: Math.max(1, Math.floor(width / Math.round(40 * Theme.textScale)))
    readonly property int rowsSeen: Math.max(1, Math.floor(height / cellHeight))

    signal chosen(int row, bool more)
    signal leftUpwards
    signal typedOver(string words)

    model: emoji
    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    cellWidth: Math.floor(width / columns)
    cellHeight: Math.round(40 * Theme.textScale)
    ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Emoji")
    onModelChanged: toFirst()

    function toFirst(): void {
        currentIndex = count > 0 ? 0 : -1;
        positionViewAtBeginning();
    }

    function walk(by: int): void {
        if (count > 0)
            currentIndex = Math.max(0, Math.min(count - 1, currentIndex + by));
    }

    function turnPage(by: int): void {
        walk(by * rowsSeen * columns);
    }

    function pickCurrent(more: bool): void {
        if (currentIndex >= 0)
            chosen(currentIndex, more);
    }

    Keys.onPressed: event => {
        event.accepted = true;
        const more = (event.modifiers & Qt.ShiftModifier) !== 0;
        const plain = (event.modifiers & ~(Qt.ShiftModifier | Qt.KeypadModifier)) === Qt.NoModifier;
        if (event.key === Qt.Key_Up && currentIndex < columns)
            leftUpwards();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space)
            pickCurrent(more);
        else if (event.key === Qt.Key_PageDown && plain)
            turnPage(1);
        else if (event.key === Qt.Key_PageUp && plain)
            turnPage(-1);
        else if (event.key === Qt.Key_Home && plain)
            walk(-count);
        else if (event.key === Qt.Key_End && plain)
            walk(count);
        else if (plain && event.text > " " && event.text !== "\u007f")
            typedOver(event.text);
        else
            event.accepted = false;
    }

    delegate: EmojiCell {
        id: cell

        required property int index

        width: grid.cellWidth
        height: grid.cellHeight
        family: grid.emoji.family
        current: GridView.isCurrentItem
        marked: current && grid.activeFocus
        onPicked: more => grid.chosen(index, more)
        onHoveredChanged: {
            if (hovered)
                grid.pointed = cell;
            else if (grid.pointed === cell)
                grid.pointed = null;
        }
    }
}
