// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// How many, in a pill. Hidden at 0, "99+" above that.
Rectangle {
    id: badge

    required property int count
    property bool strong: true
    // How many of them mean the person: an @ is before the number, and another colour behind it.
    property bool calling: false

    visible: count > 0
    implicitHeight: Theme.fontSmall + 7
    implicitWidth: Math.max(implicitHeight, words.implicitWidth + 12)
    radius: height / 2
    color: calling ? Theme.danger : strong ? Theme.accent : Theme.pressed

    AppText {
        id: words

        anchors.centerIn: parent
        readonly property string number: badge.count > 99 ? qsTr("99+", "more unread messages than are counted") : badge.count.toLocaleString(Qt.locale(), "f", 0)

        text: badge.calling ? "@" + number : number
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
        color: badge.calling ? Theme.dangerInk : badge.strong ? Theme.accentInk : Theme.textSoft
        Accessible.ignored: true
    }
}
