// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter

// A button with words. One primary button at most on a surface.
Button {
    id: control

    enum Kind {
        Neutral,
        Primary,
        Danger,
        Quiet
    }

    property int kind: PushButton.Neutral
    property string glyph: ""
    readonly property bool filled: kind === PushButton.Primary || kind === PushButton.Danger
    readonly property color ink: kind === PushButton.Primary ? Theme.accentInk : kind === PushButton.Danger ? Theme.dangerInk : kind === PushButton.Quiet ? Theme.accentText : Theme.text

    implicitHeight: Theme.control
    // A click leaves the keys where they are: with whoever writes.
    focusPolicy: Qt.TabFocus
    leftPadding: Theme.gapLarge
    rightPadding: Theme.gapLarge
    spacing: Theme.gapSmall
    font.pixelSize: Theme.fontBody
    font.weight: Font.DemiBold
    opacity: enabled ? 1 : 0.5
    Accessible.name: text
    Keys.onShortcutOverride: event => event.accepted = claims(event)
    Keys.onReturnPressed: event => press(event)
    Keys.onEnterPressed: event => press(event)

    function claims(event: KeyEvent): bool {
        return event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
    }

    function press(event: KeyEvent): void {
        event.accepted = true;
        clicked();
    }

    function surface(): color {
        switch (control.kind) {
        case PushButton.Primary:
            return control.down ? Theme.accentPressed : control.hovered ? Theme.accentHover : Theme.accent;
        case PushButton.Danger:
            return control.down || control.hovered ? Theme.dangerHover : Theme.danger;
        default:
            return control.down ? Theme.pressed : control.hovered ? Theme.hover : control.kind === PushButton.Quiet ? "transparent" : Theme.raised;
        }
    }

    contentItem: RowLayout {
        spacing: control.spacing

        Item {
            Layout.fillWidth: true
        }
        Icon {
            visible: control.glyph !== ""
            glyph: control.glyph
            color: control.ink
        }
        AppText {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            text: control.text
            font: control.font
            color: control.ink
            Accessible.ignored: true
        }
        Item {
            Layout.fillWidth: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.surface()
        border.width: control.kind === PushButton.Neutral ? 1 : 0
        border.color: Theme.fieldLine

        FocusRing {
            wanted: control.visualFocus
        }
    }
}
