// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma Singleton
import QtQuick

QtObject {
    readonly property color background: "#ffffff"
}
