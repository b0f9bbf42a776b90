// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

ApplicationWindow {
    width: 900
    height: 640
    visible: true
    title: qsTr("Banter")
    color: Theme.background
}
