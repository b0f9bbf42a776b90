// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter

// One of a few, side by side: tabs and small choices. Arrow keys move the choice.
FocusScope {
    id: control

    required property list<string> options
    property int current: 0
    property string name: ""
    // All are as wide as the one with the longest words.
    property real widest: 0

    signal chosen(int index)

    implicitHeight: Theme.control
    implicitWidth: widest * options.length + 6
    Accessible.role: Accessible.PageTabList
    Accessible.name: name

    function measure(): void {
        widest = 0;
        for (let i = 0; i < buttons.count; ++i)
            widest = Math.max(widest, Math.ceil(buttons.itemAt(i)?.implicitWidth ?? 0));
    }

    function move(step: int): void {
        const next = Math.max(0, Math.min(options.length - 1, current + (Theme.mirrored ? -step : step)));
        if (next !== current) {
            chosen(next);
            buttons.itemAt(next)?.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    Keys.onLeftPressed: move(-1)
    Keys.onRightPressed: move(1)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.pressed
    }
    Row {
        id: row

        objectName: "segments"

        anchors.fill: parent
        anchors.margins: 3

        Repeater {
            id: buttons

            model: control.options

            AbstractButton {
                id: segment

                required property int index
                required property string modelData

                text: modelData
                height: row.height
                width: row.width / control.options.length
                leftPadding: Theme.gap
                rightPadding: Theme.gap
                checked: index === control.current
                focus: checked
                focusPolicy: checked ? Qt.TabFocus : Qt.NoFocus
                font.pixelSize: Theme.fontBody
                font.weight: checked ? Font.DemiBold : Font.Normal
                onClicked: control.chosen(index)
                onImplicitWidthChanged: control.measure()
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.checked: checked

                contentItem: AppText {
                    text: segment.text
                    font: segment.font
                    horizontalAlignment: Text.AlignHCenter
                    color: segment.checked || segment.hovered ? Theme.text : Theme.textSoft
                    Accessible.ignored: true
                }
                background: Rectangle {
                    radius: Theme.radiusSmall
                    color: segment.checked ? (Theme.dark ? Theme.fieldLine : Theme.raised) : "transparent"

                    FocusRing {
                        wanted: segment.visualFocus
                        around: Theme.radiusSmall
                        distance: 0
                    }
                }
            }
        }
    }
}
