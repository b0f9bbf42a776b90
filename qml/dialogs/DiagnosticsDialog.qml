// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import Banter
import Banter.Models

// What is behind the connection indicator: how it is, and what happened.
ModalDialog {
    id: dialog

    required property ConnectionModel connection
    property string speaks: ""
    readonly property RecordingModel recording: connection.recording
    readonly property bool connected: connection.state === ConnectionModel.Connected
    // 0: figures, 1: events.
    property int face: 0

    heading: qsTr("Connection")
    wanted: Math.round(520 * Theme.textScale)
    defaultButton: face === 0 ? main : save
    onAboutToShow: main.forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: connection.followRecording(true)
    Component.onDestruction: connection.followRecording(false)

    function say(words: string, bad: bool): void {
        events.note = words;
        events.noteIsBad = bad;
    }

    Item {
        anchors.fill: parent
        // As high as the higher of the two, so that nothing jumps.
        implicitHeight: faces.implicitHeight + Theme.gapLarge + Math.max(figures.implicitHeight, events.implicitHeight)
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Segments {
            id: faces

            objectName: "faces"
            width: parent.width
            name: qsTr("What to show")
            options: [qsTr("Overview"), qsTr("Events")]
            current: dialog.face
            onChosen: index => dialog.face = index
        }
        ConnectionFigures {
            id: figures

            visible: dialog.face === 0
            anchors.top: faces.bottom
            anchors.topMargin: Theme.gapLarge
            anchors.bottom: parent.bottom
            width: parent.width
            connection: dialog.connection
            speaks: dialog.speaks
        }
        RecordingView {
            id: events

            visible: dialog.face === 1
            anchors.top: faces.bottom
            anchors.topMargin: Theme.gapLarge
            anchors.bottom: parent.bottom
            width: parent.width
            recording: dialog.recording
        }
        Clipboard {
            id: clipboard
        }
    }
    Connections {
        target: dialog.recording

        function onSaved(file: string): void {
            dialog.say(qsTr("Saved as %1.").arg(file), false);
        }
        function onSaveFailed(words: string): void {
            dialog.say(words, true);
        }
    }
    FileDialog {
        id: where

        objectName: "saveDialog"
        title: qsTr("Save the events of the connection")
        fileMode: FileDialog.SaveFile
        currentFolder: dialog.recording.folder
        defaultSuffix: "jsonl"
        nameFilters: [qsTr("JSON Lines (*.jsonl)")]
        onAccepted: dialog.recording.save(where.selectedFile)
    }
    actions: [
        PushButton {
            objectName: "disconnect"
            visible: dialog.face === 0 && dialog.connection.state !== ConnectionModel.Disconnected
            text: qsTr("Disconnect")
            onClicked: dialog.connection.disconnectNow()
        },
        PushButton {
            objectName: "copyRecording"
            visible: dialog.face === 1
            enabled: dialog.recording.count > 0
            glyph: "copy"
            text: qsTr("Copy")
            onClicked: {
                clipboard.put(dialog.recording.text());
                dialog.say(qsTr("Copied."), false);
            }
        },
        PushButton {
            id: save

            objectName: "saveRecording"
            kind: PushButton.Primary
            visible: dialog.face === 1
            enabled: dialog.recording.count > 0
            text: qsTr("Save as…")
            onClicked: {
                where.selectedFile = dialog.recording.folder + "/" + dialog.recording.fileName;
                where.open();
            }
        },
        PushButton {
            id: main

            objectName: "accept"
            visible: dialog.face === 0
            kind: PushButton.Primary
            text: dialog.connected ? qsTr("Test now") : dialog.connection.state === ConnectionModel.Disconnected ? qsTr("Connect") : qsTr("Retry now")
            onClicked: dialog.connection.state === ConnectionModel.Disconnected ? dialog.connection.connectNow() : dialog.connection.retryNow()
        }
    ]
}
