// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// Round-trip times as bars, the newest at the end. A bar of full height is the slowest of those shown.
Item {
    id: chart

    required property list<int> values
    readonly property int slowest: values.length > 0 ? Math.max(10, ...values) : 10
    readonly property real step: width / 60

    implicitHeight: Math.round(56 * Theme.textScale)
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Round-trip times")

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
    Row {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: parent.height

        Repeater {
            model: chart.values

            Item {
                required property int modelData

                width: chart.step
                height: chart.height

                Rectangle {
                    anchors.bottom: parent.bottom
                    width: Math.max(2, chart.step - 2)
                    height: Math.max(3, parent.height * parent.modelData / chart.slowest)
                    radius: Math.min(2, width / 2)
                    color: Theme.accent
                }
            }
        }
    }
}
