// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Messages are missing here and on their way.
Item {
    implicitHeight: Theme.control + Theme.gapSmall

    Rectangle {
        anchors.centerIn: parent
        width: row.implicitWidth + 2 * Theme.gap
        height: Theme.control - 4
        radius: height / 2
        color: Theme.warningSoft

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gapSmall

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                glyph: "clock"
                size: Theme.iconSmall
                color: Theme.warningText
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Some messages are missing here. They are being fetched.")
                font.pixelSize: Theme.fontSmall
                color: Theme.warningText
            }
        }
    }
}
