// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Above the rooms one is in, above those one was in and has words for, and above those one could join.
Item {
    id: heading

    required property string section
    readonly property bool joined: section === "joined"

    height: Theme.row + (joined ? 0 : Theme.gapSmall)

    AppText {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapTiny + 2
        text: heading.joined ? qsTr("Rooms") : heading.section === "left" ? qsTr("Not a member any more") : qsTr("More rooms")
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
        color: Theme.textFaint
        Accessible.role: Accessible.Heading
    }
}
