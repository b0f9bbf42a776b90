// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What was written for a room and not sent, after one has stopped being a member: there is no other place to see it.
ModalDialog {
    id: dialog

    required property SessionModel session
    required property string room
    readonly property RequestModel request: session.membership.roomRequest
    property var waiting: []
    property string inviter: ""

    heading: room
    defaultButton: done
    busy: request.busy
    Component.onCompleted: {
        look();
        request.watch(true);
    }
    Component.onDestruction: request.watch(false)
    onAboutToShow: done.forceActiveFocus(Qt.TabFocusReason)

    Connections {
        target: dialog.session.outbox

        function onChanged(): void {
            dialog.look();
        }
    }
    Connections {
        target: dialog.request

        function onDone(): void {
            dialog.close();
        }
    }
    // Of the draft, and of the invitation.
    Connections {
        target: dialog.session.rooms

        function onDataChanged(): void {
            dialog.look();
        }
        function onRowsInserted(): void {
            dialog.look();
        }
    }

    function look(): void {
        const draft = session.rooms.draftOf(room);
        inviter = session.rooms.inviterTo(room);
        const begun = draft.trim() === "" ? [] : [list.draft(draft)];
        waiting = [...session.outbox.waitingIn(room), ...begun];
        if (waiting.length === 0 && visible)
            close();
    }

    Column {
        width: parent.width
        spacing: Theme.gap
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        AppText {
            width: parent.width
            text: qsTr("You are not a member of this room any more. What you wrote there and was not sent is kept here:")
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        UnsentList {
            id: list

            objectName: "unsentList"
            width: parent.width
            height: Math.min(contentHeight, Math.round(7.5 * Theme.row))
            messages: dialog.waiting
            actions: true
            onCopied: text => clipboard.put(text)
            onDiscarded: clientId => clientId === "" ? dialog.session.current.composer.discardDraft(dialog.room) : dialog.session.outbox.discard(clientId)
        }
        FieldNote {
            objectName: "joinError"
            width: parent.width
            visible: text !== ""
            wrong: true
            text: dialog.request.error
        }
        UndoToast {
            objectName: "undoUnsent"
            width: parent.width
            undo: dialog.session.undo
        }
        Clipboard {
            id: clipboard
        }
    }
    actions: [
        PushButton {
            objectName: "joinAgain"
            enabled: !dialog.request.busy
            text: dialog.request.busy ? qsTr("One moment…") : dialog.inviter === "" ? qsTr("Join again") : qsTr("Accept the invitation")
            onClicked: {
                if (dialog.inviter === "") {
                    dialog.session.membership.join(dialog.room);
                } else {
                    dialog.session.membership.answerInvitation(dialog.room, true);
                    dialog.close();
                }
            }
        },
        PushButton {
            id: done

            objectName: "done"
            kind: PushButton.Primary
            text: qsTr("Done")
            onClicked: dialog.close()
        }
    ]
}
