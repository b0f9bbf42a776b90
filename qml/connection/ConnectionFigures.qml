// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// How the connection is: the state in words, round-trip times, counts, and the last interruptions.
Flickable {
    id: view

    required property ConnectionModel connection
    required property string speaks
    readonly property DiagnosticsModel figures: connection.diagnostics
    readonly property int columns: width > 372 ? 4 : 2

    implicitHeight: column.implicitHeight
    contentHeight: column.implicitHeight
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: ThinScrollBar {}

    function number(value: real): string {
        return value.toLocaleString(Qt.locale(), "f", 0);
    }

    Column {
        id: column

        width: parent.width
        spacing: Theme.gapLarge

        StateCard {
            width: parent.width
            connection: view.connection
        }
        AppText {
            objectName: "speaks"
            visible: text !== ""
            width: parent.width
            text: view.speaks
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
        }
        Column {
            width: parent.width
            spacing: Theme.gapTiny

            AppText {
                width: parent.width
                text: view.figures.lastRoundTrip >= 0 ? qsTr("Round trip: %1 ms").arg(view.number(view.figures.lastRoundTrip)) : qsTr("Round trip: not measured yet")
                font.pixelSize: Theme.fontSmall
                font.weight: Font.DemiBold
                color: Theme.textFaint
            }
            Sparkline {
                width: parent.width
                values: view.figures.roundTrips
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.gapSmall

            Repeater {
                model: [[qsTr("Attempts"), view.number(view.figures.dials)], [qsTr("Connections"), view.number(view.figures.opens)], [qsTr("Received"), Qt.locale().formattedDataSize(view.figures.bytesIn, 1)], [qsTr("Sent"), Qt.locale().formattedDataSize(view.figures.bytesOut, 1)]]

                Figure {
                    required property var modelData

                    width: Math.floor((column.width + Theme.gapSmall) / view.columns) - Theme.gapSmall
                    label: modelData[0]
                    value: modelData[1]
                }
            }
        }
        Closes {
            width: parent.width
            closes: view.figures.closes
        }
    }
}
