// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter
import Banter.Models

// The last times the connection ended, newest first, with their codes in words.
Column {
    id: list

    required property var closes

    spacing: Theme.gapTiny + 2

    AppText {
        width: list.width
        text: list.closes.length > 0 ? qsTr("Last interruptions") : qsTr("No interruptions so far")
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
        color: Theme.textFaint
    }
    function moment(at: var): string {
        const today = at.toDateString() === new Date().toDateString();
        return today ? TimeWords.clock(at) : TimeWords.moment(at);
    }

    Repeater {
        model: list.closes

        Item {
            id: line

            required property var modelData

            width: list.width
            height: Math.max(when.implicitHeight, words.implicitHeight)
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1, code %2: %3", "when, close code, in words").arg(when.text).arg(modelData.code).arg(words.text)

            AppText {
                id: when

                anchors.left: parent.left
                width: Math.round(118 * Theme.textScale)
                text: list.moment(line.modelData.at)
                wrapMode: Text.Wrap
                font.pixelSize: Theme.fontSmall
                color: Theme.textFaint
                Accessible.ignored: true
            }
            AppText {
                id: code

                anchors.left: when.right
                width: Math.round(44 * Theme.textScale)
                text: line.modelData.code
                font.pixelSize: Theme.fontSmall
                font.weight: Font.DemiBold
                color: Theme.textSoft
                Accessible.ignored: true
            }
            AppText {
                id: words

                anchors.left: code.right
                anchors.right: parent.right
                text: line.modelData.reason !== "" ? qsTr("%1 (%2)", "a close code in words, the server's own words").arg(line.modelData.words).arg(line.modelData.reason) : line.modelData.words
                wrapMode: Text.Wrap
                font.pixelSize: Theme.fontSmall
                color: Theme.textSoft
                Accessible.ignored: true
            }
        }
    }
}
