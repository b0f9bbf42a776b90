// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick

// Enter, wherever the keys are. A button or an open list that has them claims it for itself.
Shortcut {
    sequences: ["Return", "Enter"]
    // Whoever holds the key that opened a dialog does not answer it.
    autoRepeat: false
}
