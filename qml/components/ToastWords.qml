// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick

// The sentence that is said now: one at a time, for as long as it takes to read it. Wherever it is shown, it stays while
// the pointer is on it.
QtObject {
    id: toast

    property string text: ""
    property bool wrong: false
    property bool held: false

    function show(sentence: string, isWrong: bool): void {
        text = sentence;
        wrong = isWrong;
        patience.restart();
    }

    function dismiss(): void {
        text = "";
    }

    readonly property Timer patience: Timer {
        // About 25 characters a second are read without hurry; never under four seconds.
        interval: Math.max(4000, toast.text.length * 80)
        running: toast.text !== "" && !toast.held
        onTriggered: toast.text = ""
    }
}
