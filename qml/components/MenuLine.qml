// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

MenuSeparator {
    height: visible ? implicitHeight : 0
    topPadding: Theme.gapTiny
    bottomPadding: Theme.gapTiny
    contentItem: Rectangle {
        implicitHeight: 1
        color: Theme.line
    }
}
