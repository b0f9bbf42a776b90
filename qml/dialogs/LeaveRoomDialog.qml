// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// Asks before a room is left, and what becomes of the words that were not sent there.
ModalDialog {
    id: dialog

    required property SessionModel session
    readonly property RequestModel request: session.membership.leaveRequest
    // Of the moment in which it was opened: another room may be shown meanwhile.
    property string room: ""
    property bool isPrivate: false
    property var waiting: []
    // What stands in the composer.
    property var begun: []
    readonly property var words: waiting.concat(begun)
    readonly property bool allWait: waiting.every(one => one.pending)

    heading: qsTr("Leave %1?").arg(room)
    defaultButton: stay
    busy: request.busy
    Component.onDestruction: request.watch(false)
    Component.onCompleted: {
        request.watch(true);
        room = session.current.room;
        isPrivate = session.current.isPrivate;
        waiting = session.outbox.waitingIn(room);
        const composer = session.current.composer;
        const texts = [composer.draft, composer.rewording === composer.editedText ? "" : composer.rewording];
        begun = texts.filter(text => text.trim() !== "").map(text => list.draft(text));
    }
    onAboutToShow: stay.forceActiveFocus(Qt.TabFocusReason)

    function leave(): void {
        if (waiting.length > 0)
            session.membership.leaveDiscarding(room);
        else
            session.membership.leave(room);
    }

    Connections {
        target: dialog.session.outbox

        function onChanged(): void {
            dialog.waiting = dialog.session.outbox.waitingIn(dialog.room);
        }
    }
    Connections {
        target: dialog.request

        function onDone(): void {
            dialog.close();
        }
    }

    Column {
        width: parent.width
        spacing: Theme.gap
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        AppText {
            width: parent.width
            text: dialog.isPrivate ? qsTr("You can only come back when somebody invites you again.") : qsTr("You can come back at any time.")
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        AppText {
            objectName: "unsentNote"
            visible: dialog.waiting.length > 0
            width: parent.width
            text: qsTr("%n message(s) that you wrote there have not been sent:", "", dialog.waiting.length)
            wrapMode: Text.Wrap
        }
        AppText {
            objectName: "draftNote"
            visible: dialog.begun.length > 0
            width: parent.width
            text: qsTr("What you began to write there is lost when you leave.")
            wrapMode: Text.Wrap
        }
        UnsentList {
            id: list

            objectName: "unsentList"
            visible: dialog.words.length > 0
            width: parent.width
            height: Math.min(contentHeight, Math.round(3.5 * Theme.row))
            messages: dialog.words
        }
        PushButton {
            objectName: "sendFirst"
            visible: dialog.waiting.length > 0 && dialog.allWait
            enabled: !dialog.request.busy
            width: parent.width
            text: qsTr("Send first, then leave")
            onClicked: dialog.session.membership.leaveAfterSending(dialog.room)
        }
        PushButton {
            objectName: "copyAndLeave"
            visible: dialog.words.length > 0
            enabled: !dialog.request.busy
            width: parent.width
            text: qsTr("Copy the text and leave")
            onClicked: {
                clipboard.put(dialog.words.map(one => one.text).join("\n\n"));
                dialog.leave();
            }
        }
        FieldNote {
            objectName: "leaveError"
            width: parent.width
            visible: text !== ""
            wrong: true
            text: dialog.request.error
        }
        Clipboard {
            id: clipboard
        }
    }
    actions: [
        PushButton {
            id: stay

            objectName: "stay"
            text: qsTr("Stay")
            onClicked: dialog.close()
        },
        PushButton {
            objectName: "accept"
            kind: PushButton.Danger
            enabled: !dialog.request.busy
            text: dialog.request.busy ? qsTr("One moment…") : dialog.words.length > 0 ? qsTr("Delete and leave") : qsTr("Leave")
            onClicked: dialog.leave()
        }
    ]
}
