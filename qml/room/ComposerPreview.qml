// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What the text in the composer will look like. Up to some lines, then it scrolls.
Item {
    id: preview

    property string text: ""
    property bool wanted: false
    readonly property bool shown: wanted && text !== ""
    readonly property int most: Math.round(220 * Theme.textScale)

    signal opened(string address)

    implicitHeight: shown ? Math.min(most, flick.contentHeight + title.height + 2 * Theme.gapSmall) + Theme.gapTiny : 0
    visible: shown

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: Theme.gapTiny
        radius: Theme.radius
        color: Theme.page
        border.width: 1
        border.color: Theme.line

        AppText {
            id: title

            x: Theme.gap
            y: Theme.gapSmall
            width: parent.width - 2 * Theme.gap
            text: qsTr("Preview")
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
        }
        Flickable {
            id: flick

            objectName: "preview"
            anchors.fill: parent
            anchors.leftMargin: Theme.gap
            anchors.rightMargin: Theme.gapSmall
            anchors.topMargin: title.height + Theme.gapSmall
            anchors.bottomMargin: Theme.gapSmall
            clip: true
            contentHeight: words.count > 0 ? words.itemAt(0).height : 0
            boundsBehavior: Flickable.StopAtBounds
            // What is being written is at the end.
            onContentHeightChanged: contentY = Math.max(0, contentHeight - height)
            ScrollBar.vertical: ThinScrollBar {}

            Present {
                id: words

                when: preview.shown

                MessageWords {
                    width: flick.width - Theme.gap
                    shown: MarkupReader.read(preview.text)
                    onOpened: address => preview.opened(address)
                }
            }
        }
    }
}
