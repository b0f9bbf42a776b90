// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Where messages are written. Enter sends, Shift+Enter breaks the line. Never disabled for being offline. In an empty
// composer, Up takes the newest message of one's own to change it; whoever leaves no words of one deletes it.
FocusScope {
    id: composer

    required property SessionModel session
    required property EmojiModel emoji
    readonly property ComposerModel model: session.current.composer
    property bool loading: false
    // What is written is shown as others will see it.
    property bool previewing: false

    signal sent
    signal linkOpened(string address)

    readonly property int limit: session.features.maxTextBytes
    readonly property int bytes: bytesOf(input.text)
    readonly property bool tooLong: limit > 0 && bytes > limit
    readonly property bool editing: model.editing !== ""
    readonly property bool blank: input.text.trim() === ""
    readonly property bool erasing: editing && blank && (!model.editingSent || session.features.deleteSent)
    readonly property bool sendable: !tooLong && (!blank || erasing)

    implicitHeight: note.height + strip.height + preview.height + box.height

    // In UTF-8. Counted one by one only when it can matter.
    function bytesOf(text: string): int {
        if (text.length * 3 < limit * 0.9)
            return text.length;
        let sum = 0;
        for (let i = 0; i < text.length; ++i) {
            const unit = text.charCodeAt(i);
            sum += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
        }
        return sum;
    }

    function send(): void {
        if (!sendable)
            return;
        if (editing) {
            model.saveEdit(input.text);
            return;
        }
        model.setTyping(false);
        pause.stop();
        const words = input.text;
        loading = true;
        input.show("");
        loading = false;
        completion.begin("");
        model.send(words);
        sent();
    }

    function write(words: string): void {
        input.write(words);
    }

    function paste(): void {
        input.paste();
    }

    function load(): void {
        loading = true;
        input.show(editing ? model.rewording : model.draft);
        loading = false;
        completion.begin(input.text);
    }

    function onEdited(): void {
        if (loading)
            return;
        completion.follow(input.text, input.cursorPosition);
        session.ownPresence.noteInput();
        if (editing) {
            model.noteRewording(input.text);
            return;
        }
        model.saveDraft(input.text);
        const writing = input.text.trim() !== "";
        model.setTyping(writing);
        if (writing)
            pause.restart();
        else
            pause.stop();
    }

    Component.onCompleted: load()

    Connections {
        target: composer.session.current

        function onRoomChanged(): void {
            pause.stop();
            composer.load();
        }
    }
    Connections {
        target: composer.model

        // A text that could not be taken is back.
        function onDraftChanged(): void {
            if (!composer.editing && input.text !== composer.model.draft)
                composer.load();
        }
        function onEditingChanged(): void {
            composer.load();
            if (composer.editing)
                input.forceActiveFocus();
        }
    }
    Connections {
        target: composer.session.reply

        function onBegun(): void {
            input.forceActiveFocus();
        }
    }
    Timer {
        id: pause

        // Who stops for this long is thinking, not typing.
        interval: 5000
        onTriggered: composer.model.setTyping(false)
    }

    Shortcut {
        sequences: ["Ctrl+Shift+P"]
        enabled: composer.visible
        onActivated: composer.previewing = !composer.previewing
    }
    ComposerNote {
        id: note

        objectName: "composerNote"
        width: parent.width
        height: implicitHeight
        wrong: !composer.editing
        glyph: composer.erasing ? "trash" : composer.editing ? "pencil" : "alert"
        text: composer.erasing ? qsTr("Without words the message will be deleted.") : composer.model.editingSent ? qsTr("You are changing a message that was sent.") : composer.editing ? qsTr("You are changing a message that has not been sent. It waits until you are done.") : composer.model.fullNote
        closing: composer.editing ? qsTr("Leave it as it was") : ""
        onClosed: composer.model.cancelEdit()
    }
    ReplyStrip {
        id: strip

        objectName: "replyStrip"
        anchors.top: note.bottom
        width: parent.width
        height: implicitHeight
        reply: composer.session.reply
        open: reply.active && !composer.editing
    }
    ComposerPreview {
        id: preview

        anchors.top: strip.bottom
        width: parent.width
        height: implicitHeight
        wanted: composer.previewing
        text: composer.blank ? "" : input.text
        onOpened: address => composer.linkOpened(address)
    }
    Rectangle {
        id: box

        anchors.top: preview.bottom
        width: parent.width
        height: input.height + 2
        radius: Theme.radiusLarge
        color: Theme.field
        border.width: 1
        border.color: composer.tooLong ? Theme.danger : input.writing ? Theme.ring : Theme.fieldLine

        ComposerField {
            id: input

            anchors.left: parent.left
            anchors.right: side.left
            anchors.leftMargin: 1
            y: 1
            focus: true
            room: composer.session.current.room
            editing: composer.editing
            answering: strip.open
            completion: completion
            onEdited: composer.onEdited()
            onEntered: composer.send()
            onFocusLost: composer.model.setTyping(false)
            onLastWanted: composer.model.editLast()
            onCancelled: composer.editing ? composer.model.cancelEdit() : composer.session.reply.drop()
        }
        Item {
            id: side

            anchors.right: parent.right
            anchors.rightMargin: Theme.gapTiny + 1
            width: send.width + look.width + smile.width + (counter.visible ? counter.width + Theme.gapSmall : 0)
            height: parent.height

            AppText {
                id: counter

                objectName: "counter"
                visible: composer.limit > 0 && composer.bytes > composer.limit * 0.9
                anchors.right: look.left
                anchors.rightMargin: Theme.gapSmall
                anchors.verticalCenter: send.verticalCenter
                text: (composer.limit - composer.bytes).toLocaleString(Qt.locale(), "f", 0)
                font.pixelSize: Theme.fontSmall
                color: composer.tooLong ? Theme.dangerText : Theme.textSoft
                Accessible.name: composer.tooLong ? qsTr("The message is too long.") : qsTr("%1 bytes left").arg(text)
            }
            EmojiButton {
                id: smile

                objectName: "emoji"
                anchors.right: send.left
                anchors.verticalCenter: send.verticalCenter
                emoji: composer.emoji
                onPicked: emoji => input.put(emoji)
                onDone: input.forceActiveFocus(Qt.PopupFocusReason)
            }
            IconButton {
                id: look

                objectName: "look"
                anchors.right: smile.left
                anchors.bottom: send.bottom
                glyph: "eye"
                glyphSize: Theme.icon - 1
                keys: "Ctrl+Shift+P"
                text: composer.previewing ? qsTr("Hide the preview") : qsTr("Preview")
                checkable: true
                checked: composer.previewing
                onToggled: composer.previewing = checked
            }
            IconButton {
                id: send

                objectName: "send"
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Math.round((Theme.control + 10 - height) / 2)
                glyph: composer.erasing ? "trash" : composer.editing ? "check" : "send"
                glyphSize: Theme.icon - 1
                ink: Theme.accentText
                text: composer.tooLong ? qsTr("The message is too long") : composer.erasing ? qsTr("Delete the message") : composer.editing ? qsTr("Save the change") : qsTr("Send")
                enabled: composer.sendable
                onClicked: {
                    composer.send();
                    input.forceActiveFocus();
                }
            }
        }
    }
    CompletionList {
        id: completion

        anchors.bottom: box.top
        anchors.bottomMargin: Theme.gapTiny
        emoji: composer.emoji
        members: composer.session.current.members
        wholeRoom: composer.session.features.mentions
        wanted: input.writing && !input.composing
        onCompleted: (from, to, words) => input.complete(from, to, words)
    }
}
