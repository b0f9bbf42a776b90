// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What is behind the connection indicator.
ModalDialog {
    id: dialog

    required property ConnectionModel connection
    readonly property DiagnosticsModel figures: connection.diagnostics
    readonly property int columns: width > 420 ? 4 : 2
    readonly property bool connected: connection.state === ConnectionModel.Connected

    heading: qsTr("Connection")
    wanted: Math.round(520 * Theme.textScale)
    onOpened: main.forceActiveFocus(Qt.TabFocusReason)

    function number(value: real): string {
        return value.toLocaleString(Qt.locale(), "f", 0);
    }

    Flickable {
        width: parent.width
        implicitHeight: column.implicitHeight
        contentHeight: column.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar {}
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Column {
            id: column

            width: parent.width
            spacing: Theme.gapLarge

            StateCard {
                width: parent.width
                connection: dialog.connection
            }
            Column {
                width: parent.width
                spacing: Theme.gapTiny

                AppText {
                    width: parent.width
                    text: dialog.figures.lastRoundTrip >= 0 ? qsTr("Round trip: %1 ms").arg(dialog.number(dialog.figures.lastRoundTrip)) : qsTr("Round trip: not measured yet")
                    font.pixelSize: Theme.fontSmall
                    font.weight: Font.DemiBold
                    color: Theme.textFaint
                }
                Sparkline {
                    width: parent.width
                    values: dialog.figures.roundTrips
                }
            }
            Flow {
                width: parent.width
                spacing: Theme.gapSmall

                Repeater {
                    model: [[qsTr("Attempts"), dialog.number(dialog.figures.dials)], [qsTr("Connections"), dialog.number(dialog.figures.opens)], [qsTr("Received"), Qt.locale().formattedDataSize(dialog.figures.bytesIn)], [qsTr("Sent"), Qt.locale().formattedDataSize(dialog.figures.bytesOut)]]

                    Figure {
                        required property var modelData

                        width: Math.floor((column.width + Theme.gapSmall) / dialog.columns) - Theme.gapSmall
                        label: modelData[0]
                        value: modelData[1]
                    }
                }
            }
            Closes {
                width: parent.width
                closes: dialog.figures.closes
            }
        }
    }
    actions: [
        PushButton {
            objectName: "disconnect"
            visible: dialog.connection.state !== ConnectionModel.Disconnected
            text: qsTr("Disconnect")
            onClicked: dialog.connection.disconnectNow()
        },
        PushButton {
            id: main

            objectName: "accept"
            kind: PushButton.Primary
            text: dialog.connected ? qsTr("Test now") : dialog.connection.state === ConnectionModel.Disconnected ? qsTr("Connect") : qsTr("Retry now")
            onClicked: dialog.connection.state === ConnectionModel.Disconnected ? dialog.connection.connectNow() : dialog.connection.retryNow()
        }
    ]
}
