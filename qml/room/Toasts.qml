// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// What is said in passing, and what can be taken back.
Column {
    id: toasts

    required property UndoModel undo
    required property ToastWords words

    UndoToast {
        width: toasts.width
        undo: toasts.undo
    }
    Toast {
        objectName: "toast"
        width: toasts.width
        height: implicitHeight
        open: toasts.words.text !== ""
        text: toasts.words.text
        wrong: toasts.words.wrong
        onHoveredChanged: toasts.words.held = hovered
        onDismissed: toasts.words.dismiss()
    }
}
