// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The skin tones to choose from, each as a hand. Arrow keys walk, Enter and Space choose.
FocusScope {
    id: tones

    required property EmojiModel emoji

    signal chosen

    implicitHeight: Theme.control
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Skin tone")

    function takeKeys(reason: int): void {
        hands.itemAt(emoji.tone)?.forceActiveFocus(reason);
    }

    function choose(tone: int): void {
        emoji.tone = tone;
        chosen();
    }

    function move(from: int, step: int): void {
        const next = Math.max(0, Math.min(hands.count - 1, from + (Theme.mirrored ? -step : step)));
        hands.itemAt(next)?.forceActiveFocus(Qt.TabFocusReason);
    }

    Row {
        anchors.right: parent.right
        height: parent.height

        Repeater {
            id: hands

            model: tones.emoji.toneSigns

            AbstractButton {
                id: hand

                required property int index
                required property string modelData

                objectName: "tone" + index
                text: tones.emoji.toneNames[index]
                width: Theme.control
                height: tones.height
                checked: index === tones.emoji.tone
                focus: checked
                focusPolicy: checked ? Qt.TabFocus : Qt.NoFocus
                onClicked: tones.choose(index)
                Keys.onLeftPressed: tones.move(index, -1)
                Keys.onRightPressed: tones.move(index, 1)
                Keys.onReturnPressed: tones.choose(index)
                Keys.onEnterPressed: tones.choose(index)
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checked: checked

                contentItem: EmojiSign {
                    text: hand.modelData
                    family: tones.emoji.family
                    size: Theme.icon + 2
                }
                background: Rectangle {
                    radius: Theme.radius
                    color: hand.down ? Theme.pressed : hand.checked ? Theme.selected : hand.hovered ? Theme.hover : "transparent"

                    FocusRing {
                        wanted: hand.visualFocus
                        distance: 0
                    }
                }

                Hint {
                    wanted: (hand.hovered || hand.visualFocus) && !hand.down
                    words: hand.text
                }
            }
        }
    }
}
