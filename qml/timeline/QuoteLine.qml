// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter
import Banter.Models

// Above the words of an answer: who is answered and what they said, in one line. Leads to the original.
AbstractButton {
    id: line

    // See quoteOf().
    required property var quote
    // By Tab.
    property bool reachable: false
    readonly property string sender: quote.sender ?? ""
    readonly property color ink: sender !== "" ? Theme.personColor(quote.hue) : Theme.fieldLine
    readonly property bool leads: quote.seq > 0
    readonly property bool held: quote.state === TimelineModel.QuoteHeld

    implicitHeight: implicitContentHeight + 6
    topPadding: 0
    bottomPadding: 0
    leftPadding: Theme.gapSmall + 3
    rightPadding: Theme.gapSmall
    enabled: leads
    focusPolicy: leads && reachable ? Qt.TabFocus : Qt.NoFocus
    text: held ? quote.text : quote.state === TimelineModel.QuoteDeleted ? qsTr("Message deleted") : qsTr("A message that is not here yet")
    Keys.onReturnPressed: line.clicked()
    Keys.onEnterPressed: line.clicked()
    // Gives the keys back to the list for good, as the words do.
    onActiveFocusChanged: if (!activeFocus)
        focus = false
    Accessible.role: leads ? Accessible.Link : Accessible.StaticText
    Accessible.name: sender !== "" ? qsTr("In reply to %1: %2", "a person, their message").arg(sender).arg(text) : qsTr("In reply to: %1", "a message").arg(text)

    contentItem: RowLayout {
        spacing: Theme.gapSmall - 2

        AppText {
            Layout.maximumWidth: line.availableWidth * 0.45
            visible: line.sender !== ""
            text: line.sender
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            color: line.ink
            Accessible.ignored: true
        }
        AppText {
            Layout.fillWidth: true
            text: line.text
            maximumLineCount: 1
            font.pixelSize: Theme.fontSmall
            font.italic: !line.held
            color: line.held ? Theme.textSoft : Theme.textFaint
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall - 2
        color: line.hovered && line.leads ? Theme.hover : "transparent"

        Rectangle {
            x: Theme.mirrored ? parent.width - width : 0
            y: 2
            width: 3
            height: parent.height - 4
            radius: 1.5
            color: line.ink
        }
        FocusRing {
            wanted: line.visualFocus
            around: Theme.radiusSmall - 2
            distance: 0
        }
    }
}
