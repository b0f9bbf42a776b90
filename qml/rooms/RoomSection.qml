// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Above the rooms one is asked into, those one is in, those one was in and has words for, and those one could join.
Item {
    id: heading

    required property string section

    height: Theme.row + (section === "left" || section === "others" ? Theme.gapSmall : 0)

    AppText {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapTiny + 2
        text: heading.section === "invited" ? qsTr("Invitations") : heading.section === "joined" ? qsTr("Rooms") : heading.section === "left" ? qsTr("Not a member any more") : qsTr("More rooms")
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
        color: Theme.textFaint
        Accessible.role: Accessible.Heading
    }
}
