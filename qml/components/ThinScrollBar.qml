// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

ScrollBar {
    id: bar

    padding: 2
    minimumSize: 0.08
    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: Theme.text
        opacity: bar.size >= 1 || bar.policy === ScrollBar.AlwaysOff ? 0 : bar.pressed ? 0.45 : bar.hovered ? 0.35 : bar.active ? 0.22 : 0.10
    }
    background: null
}
