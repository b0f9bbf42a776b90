// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick

// What its parent is or does, in a bubble, while `wanted`. The bubble is made when it is wanted for the first time.
Loader {
    id: hint

    required property string words
    required property bool wanted
    property int delay: 500
    readonly property bool due: wanted && words !== ""

    onDueChanged: {
        if (due && item === null)
            setSource("HintBubble.qml", {
                parent: hint.parent,
                delay: hint.delay
            });
    }

    Binding {
        when: hint.item !== null
        target: hint.item
        property: "text"
        value: hint.words
    }
    Binding {
        when: hint.item !== null
        target: hint.item
        property: "visible"
        value: hint.due
    }
}
