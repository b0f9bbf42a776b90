// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// One line of input with its look. See LabelledField for the form around it.
TextField {
    id: control

    property bool wrong: false
    // What is typed is taken as it is, as a password is, whether it is shown or not.
    property bool literal: echoMode !== TextInput.Normal
    // In place of placeholderText, which Qt would take for markup.
    property string placeholder: ""

    implicitHeight: Theme.control + 4
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    font.pixelSize: Theme.fontBody
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    selectByMouse: true
    opacity: enabled ? 1 : 0.6
    // What a terminal's output brings along goes when it is pasted.
    onTextChanged: {
        const clean = literal ? text : TextCleaner.line(text);
        if (clean !== text) {
            const before = TextCleaner.line(text.slice(0, cursorPosition)).length;
            text = clean;
            cursorPosition = before;
        }
    }

    AppText {
        objectName: "placeholder"
        visible: control.text === "" && control.preeditText === ""
        x: control.leftPadding
        width: control.width - control.leftPadding - control.rightPadding
        height: control.height
        text: control.placeholder
        font: control.font
        color: Theme.textFaint
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.field
        border.width: control.activeFocus || control.wrong ? 2 : 1
        border.color: control.wrong ? Theme.danger : control.activeFocus ? Theme.ring : Theme.fieldLine
    }
}
