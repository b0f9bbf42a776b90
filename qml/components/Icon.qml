// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.impl
import Banter

// One of resources/icons, in one colour. IconImage tints on the CPU, so it looks the same with every renderer.
IconImage {
    required property string glyph
    property int size: Theme.icon

    source: glyph === "" ? "" : "qrc:/icons/" + glyph + ".svg"
    width: size
    height: size
    sourceSize.width: size * Screen.devicePixelRatio
    sourceSize.height: size * Screen.devicePixelRatio
    color: Theme.textSoft
    Accessible.ignored: true
}
