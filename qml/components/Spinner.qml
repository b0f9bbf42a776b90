// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// Something is being waited for. Stands still where less motion is asked for.
Item {
    id: spinner

    property color ink: Theme.accentText

    implicitWidth: Theme.icon
    implicitHeight: Theme.icon
    Accessible.ignored: true

    Repeater {
        model: 3

        Rectangle {
            id: drop

            required property int index

            width: spinner.width / 4
            height: width
            radius: width / 2
            x: index * (spinner.width - width) / 2
            y: (spinner.height - height) / 2
            color: spinner.ink
            opacity: Theme.still ? 0.8 : 0.3

            SequentialAnimation on opacity {
                running: spinner.visible && !Theme.still
                loops: Animation.Infinite

                PauseAnimation {
                    duration: drop.index * Theme.calm
                }
                NumberAnimation {
                    to: 1
                    duration: Theme.calm
                }
                NumberAnimation {
                    to: 0.3
                    duration: Theme.calm
                }
                PauseAnimation {
                    duration: (3 - drop.index) * Theme.calm
                }
            }
        }
    }
}
