// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter

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
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.4
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
    Accessible.name: text

    Hint {
        wanted: (control.hovered || control.visualFocus) && !control.down && !control.unfolded
        words: control.keys === "" ? control.text : qsTr("%1 (%2)", "what a button does, and its keys").arg(control.text).arg(control.keys)
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
            visible: control.visualFocus
            distance: 0
        }
    }
}
