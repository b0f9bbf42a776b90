// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter

// One of several, from a list that opens.
ComboBox {
    id: control

    property string name: ""
    // Which one is chosen. The list forgets its place whenever its words are others, as in another language.
    required property int chosen

    onChosenChanged: currentIndex = chosen
    onModelChanged: currentIndex = chosen
    Component.onCompleted: currentIndex = chosen
    Keys.onShortcutOverride: event => event.accepted = popup.visible && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)

    implicitHeight: Theme.control
    font.pixelSize: Theme.fontBody
    leftPadding: Theme.gap
    rightPadding: Theme.gap + Theme.icon
    Accessible.name: name

    delegate: ItemDelegate {
        id: option

        required property int index
        required property string modelData

        width: ListView.view.width
        implicitHeight: Theme.row
        topPadding: 0
        bottomPadding: 0
        text: modelData
        highlighted: control.highlightedIndex === index
        Accessible.name: text

        contentItem: AppText {
            text: option.text
            font.pixelSize: Theme.fontBody
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.radiusSmall
            color: option.highlighted ? Theme.hover : "transparent"
        }
    }
    indicator: Icon {
        x: control.mirrored ? Theme.gapSmall : control.width - width - Theme.gapSmall
        y: (control.height - height) / 2
        glyph: "chevron-down"
    }
    contentItem: AppText {
        text: control.displayText
        font: control.font
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.pressed : control.hovered ? Theme.hover : Theme.field
        border.width: 1
        border.color: Theme.fieldLine

        FocusRing {
            wanted: control.visualFocus
        }
    }
    popup: Popup {
        y: control.height + 4
        width: control.width
        padding: Theme.gapTiny
        implicitHeight: Math.min(contentItem.implicitHeight + 2 * padding, 320)
        background: Elevation {
            radius: Theme.radius
        }
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: control.delegateModel
            currentIndex: control.highlightedIndex
        }
    }
}
