// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Who wrote, when, and whether it has another text since, at the head of a group.
Item {
    id: line

    required property string sender
    required property int hue
    required property string time
    // When that was; empty: it has the text that it was sent with.
    property string editedAt: ""
    readonly property bool edited: editedAt !== ""

    implicitHeight: name.implicitHeight

    AppText {
        id: name

        anchors.left: parent.left
        width: Math.min(implicitWidth, line.width - when.implicitWidth - Theme.gapSmall - (line.edited ? mark.implicitWidth + Theme.gapSmall : 0))
        text: line.sender
        font.weight: Font.DemiBold
        color: Theme.personColor(line.hue)
        Accessible.ignored: true
    }
    AppText {
        id: when

        anchors.left: name.right
        anchors.leftMargin: Theme.gapSmall
        anchors.baseline: name.baseline
        text: line.time
        font.pixelSize: Theme.fontSmall
        color: Theme.textFaint
        Accessible.ignored: true
    }
    EditedMark {
        id: mark

        anchors.left: when.right
        anchors.leftMargin: Theme.gapSmall
        anchors.baseline: name.baseline
        visible: line.edited
        at: line.editedAt
    }
}
