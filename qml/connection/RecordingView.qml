// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What happened to the connection lately, step by step, the newest first.
Item {
    id: view

    required property RecordingModel recording
    // What came of saving or copying.
    property string note: ""
    property bool noteIsBad: false

    implicitHeight: Math.round(380 * Theme.textScale)

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: promise.top
        anchors.bottomMargin: Theme.gapSmall
        radius: Theme.radius
        color: Theme.field

        ListView {
            id: list

            objectName: "recording"
            anchors.fill: parent
            anchors.leftMargin: Theme.gap
            anchors.topMargin: Theme.gapTiny
            anchors.bottomMargin: Theme.gapTiny
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: view.recording
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Events of the connection")
            ScrollBar.vertical: ThinScrollBar {}
            Keys.onUpPressed: list.flick(0, 600)
            Keys.onDownPressed: list.flick(0, -600)
            delegate: RecordingRow {
                width: list.width
            }
        }
        AppText {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("Nothing happened yet.")
            color: Theme.textSoft
        }
        FocusRing {
            wanted: list.activeFocus
        }
    }
    AppText {
        id: promise

        anchors.bottom: parent.bottom
        width: parent.width
        text: view.note !== "" ? view.note : qsTr("Times, codes and decisions only. No messages, names, addresses or passwords are recorded.")
        wrapMode: Text.Wrap
        font.pixelSize: Theme.fontSmall
        color: view.note === "" ? Theme.textFaint : view.noteIsBad ? Theme.dangerText : Theme.successText
        Accessible.role: view.note === "" ? Accessible.StaticText : Accessible.AlertMessage
    }
}
