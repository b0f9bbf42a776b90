// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// Messages are missing here and on their way, or may be missing for good.
Item {
    id: line

    property bool stays: false

    implicitHeight: pill.height + Theme.gapSmall + 4

    Rectangle {
        id: pill

        anchors.centerIn: parent
        width: row.implicitWidth + 2 * Theme.gap
        height: Math.max(Theme.control - 4, row.implicitHeight + Theme.gapSmall)
        radius: Math.min(height, Theme.control - 4) / 2
        color: Theme.warningSoft

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gapSmall

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                glyph: line.stays ? "info" : "clock"
                size: Theme.iconSmall
                color: Theme.warningText
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, line.width - 2 * (Theme.gapLarge + Theme.gap) - Theme.iconSmall - row.spacing)
                text: line.stays ? qsTr("Messages may be missing here.") : qsTr("Some messages are missing here. They are being fetched.")
                wrapMode: Text.Wrap
                font.pixelSize: Theme.fontSmall
                color: Theme.warningText
            }
        }
    }
}
