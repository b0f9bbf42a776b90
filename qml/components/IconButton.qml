// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// A button that is an icon. `text` is its name: for the tooltip and for screen readers.
AbstractButton {
    id: control

    required property string glyph
    property color ink: Theme.textSoft
    property string keys: ""
    property int glyphSize: Theme.icon
    // What it opens is open: the tooltip would lie over it.
    property bool unfolded: false

    implicitWidth: Theme.control
    implicitHeight: Theme.control
    // A click leaves the keys where they are: with whoever writes.
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : 0.4
    Keys.onShortcutOverride: event => event.accepted = claims(event)
    Keys.onReturnPressed: event => press(event)
    Keys.onEnterPressed: event => press(event)
    Accessible.name: text

    // What is switched on and off is pressed by Space.
    function claims(event: KeyEvent): bool {
        return !checkable && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter);
    }

    function press(event: KeyEvent): void {
        event.accepted = !checkable;
        if (event.accepted)
            clicked();
    }

    Hint {
        wanted: (control.hovered || control.visualFocus) && !control.down && !control.unfolded
        words: control.keys === "" ? control.text : qsTr("%1 (%2)", "what a button does, and its keys").arg(control.text).arg(KeyText.of(control.keys))
    }

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            glyph: control.glyph
            size: control.glyphSize
            color: control.checked ? Theme.accentText : control.hovered ? Theme.text : control.ink
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.pressed : control.checked ? Theme.accentSoft : control.hovered ? Theme.hover : "transparent"

        FocusRing {
            wanted: control.visualFocus
            distance: 0
        }
    }
}
