// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// A fingerprint with what it is of, to be compared with what somebody reads out.
Column {
    id: line

    property string label: ""
    property string digits: ""

    spacing: Theme.gapTiny

    AppText {
        width: parent.width
        text: line.label
        wrapMode: Text.Wrap
        font.pixelSize: Theme.fontSmall
        color: Theme.textSoft
    }
    AppText {
        width: parent.width
        text: line.digits
        wrapMode: Text.Wrap
        font.family: "monospace"
        Accessible.name: qsTr("%1: %2", "what it is of, fingerprint").arg(line.label).arg(line.digits)
    }
}
