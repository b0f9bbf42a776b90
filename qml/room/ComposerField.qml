// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The field of the composer: grows to eight lines, then scrolls.
FocusScope {
    id: field

    required property string room
    required property bool editing
    property bool answering: false
    property alias text: input.text
    property alias cursorPosition: input.cursorPosition
    readonly property bool writing: input.activeFocus
    readonly property bool composing: input.preeditText !== ""
    // It is asked first about every key.
    property CompletionList completion: null
    readonly property int lineHeight: Math.ceil(metrics.lineSpacing)
    readonly property int eightLines: 8 * lineHeight + input.topPadding + input.bottomPadding

    signal edited
    signal entered
    signal focusLost
    signal lastWanted
    signal cancelled

    height: Math.min(Math.max(input.implicitHeight, Theme.control + 8), eightLines)

    function show(text: string): void {
        input.text = text;
        input.cursorPosition = input.length;
    }

    function write(words: string): void {
        input.forceActiveFocus(Qt.OtherFocusReason);
        input.remove(input.selectionStart, input.selectionEnd);
        input.insert(input.cursorPosition, words);
    }

    // Leaves the keys where they are.
    function put(words: string): void {
        input.remove(input.selectionStart, input.selectionEnd);
        input.insert(input.cursorPosition, words);
    }

    function complete(from: int, to: int, words: string): void {
        input.remove(from, to);
        input.insert(from, words);
        input.cursorPosition = from + words.length;
    }

    function paste(): void {
        input.forceActiveFocus(Qt.OtherFocusReason);
        input.paste();
    }

    FontMetrics {
        id: metrics

        font: input.font
    }
    Flickable {
        id: flick

        anchors.fill: parent
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: input.height
        interactive: contentHeight > height
        ScrollBar.vertical: ThinScrollBar {}

        // Keeps the cursor in view.
        function follow(cursor: rect): void {
            const top = cursor.y - input.topPadding;
            const bottom = cursor.y + cursor.height + input.bottomPadding;
            if (top < contentY)
                contentY = Math.max(0, top);
            else if (bottom > contentY + height)
                contentY = Math.max(0, bottom - height);
        }

        TextArea {
            id: input

            width: flick.width
            height: Math.max(implicitHeight, flick.height)
            onCursorRectangleChanged: flick.follow(cursorRectangle)

            objectName: "composer"
            focus: true
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            leftPadding: Theme.gapLarge - 2
            rightPadding: Theme.gapSmall
            topPadding: Math.round((Theme.control + 8 - field.lineHeight) / 2)
            bottomPadding: topPadding
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            font.pixelSize: Theme.fontMessage
            selectByMouse: true
            background: null
            onTextChanged: {
                const clean = TextCleaner.text(text);
                if (clean === text)
                    field.edited();
                else
                    replace(clean);
            }
            onActiveFocusChanged: if (!activeFocus)
                field.focusLost()
            onCursorPositionChanged: field.completion?.followCursor(cursorPosition)
            Keys.forwardTo: [field.completion]
            Keys.onReturnPressed: event => enter(event)
            Keys.onEnterPressed: event => enter(event)
            Keys.onUpPressed: event => {
                event.accepted = text === "" && !field.editing;
                if (event.accepted)
                    field.lastWanted();
            }
            // Before the window's own meaning of the key.
            Keys.onShortcutOverride: event => event.accepted = markOf(event) !== "" || ((field.editing || field.answering || field.completion?.open === true) && event.key === Qt.Key_Escape)
            Keys.onPressed: event => {
                const mark = markOf(event);
                event.accepted = mark !== "";
                if (event.accepted)
                    toggle(mark);
            }
            Keys.onEscapePressed: event => {
                event.accepted = field.editing || field.answering;
                field.cancelled();
            }
            // Tab leaves the field: a message rarely holds one, and the keyboard must get on.
            Keys.onTabPressed: input.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: input.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Accessible.name: qsTr("Message to %1").arg(field.room)
            Accessible.description: qsTr("Enter sends, Shift+Enter begins a new line.")

            // In place of placeholderText, which Qt would take for markup.
            AppText {
                objectName: "placeholder"
                visible: input.length === 0 && input.preeditText === ""
                x: input.leftPadding
                y: input.topPadding
                width: input.width - input.leftPadding - input.rightPadding
                text: qsTr("Message %1").arg(field.room)
                font: input.font
                color: Theme.textFaint
                Accessible.ignored: true
            }

            // What was pasted brought along what no message may hold. The cursor stays behind the same words.
            function replace(clean: string): void {
                const before = TextCleaner.text(text.slice(0, cursorPosition));
                remove(0, length);
                insert(0, clean);
                cursorPosition = Math.min(before.length, length);
            }

            // The mark that these keys put around the selection.
            function markOf(event: KeyEvent): string {
                if (event.modifiers !== Qt.ControlModifier)
                    return "";
                return event.key === Qt.Key_B ? "**" : event.key === Qt.Key_I ? "*" : event.key === Qt.Key_E ? "`" : "";
            }

            function toggle(mark: string): void {
                const done = MarkupReader.toggleMark(text, selectionStart, selectionEnd, mark);
                remove(done.at, done.at + done.length);
                insert(done.at, done.words);
                select(done.selectFrom, done.selectTo);
            }

            function enter(event: KeyEvent): void {
                if (event.modifiers & (Qt.ShiftModifier | Qt.ControlModifier)) {
                    remove(selectionStart, selectionEnd);
                    insert(cursorPosition, "\n");
                    return;
                }
                if (!inputMethodComposing)
                    field.entered();
            }
        }
    }
}
