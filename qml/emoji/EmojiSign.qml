// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter

// One emoji, drawn with the font that has it.
AppText {
    required property string family
    property int size: Math.round(24 * Theme.textScale)

    font.family: family !== "" ? family : Application.font.family
    font.pixelSize: size
    elide: Text.ElideNone
    horizontalAlignment: Text.AlignHCenter
    Accessible.ignored: true
}
