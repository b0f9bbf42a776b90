// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick

// What is in it exists only while `when` is true. Unlike a Loader's component, that of a Repeater may be bound to what
// is around it already in Qt 6.4; and as long as there never was a model, a Repeater costs no more than an empty item.
Repeater {
    required property bool when

    model: when ? 1 : undefined
}
