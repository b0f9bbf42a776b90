// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The groups, side by side. Arrow keys move the choice.
FocusScope {
    id: tabs

    required property EmojiModel emoji
    readonly property bool searching: emoji.typed.trim() !== ""

    implicitHeight: Theme.control
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Groups of emoji")

    function move(step: int): void {
        const last = emoji.groups.length - 1;
        emoji.group = Math.max(0, Math.min(last, emoji.group + step));
        buttons.itemAt(emoji.group)?.forceActiveFocus(Qt.TabFocusReason);
    }

    Keys.onLeftPressed: move(Theme.mirrored ? 1 : -1)
    Keys.onRightPressed: move(Theme.mirrored ? -1 : 1)

    Row {
        anchors.fill: parent

        Repeater {
            id: buttons

            model: tabs.emoji.groups

            AbstractButton {
                id: tab

                required property int index
                required property string modelData
                readonly property string sign: tabs.emoji.groupSigns[index]

                objectName: "emojiTab" + index
                text: modelData
                width: Math.floor(tabs.width / tabs.emoji.groups.length)
                height: tabs.height
                checked: index === tabs.emoji.group && !tabs.searching
                focus: index === tabs.emoji.group
                focusPolicy: index === tabs.emoji.group ? Qt.TabFocus : Qt.NoFocus
                onClicked: tabs.emoji.group = index
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.checked: checked

                contentItem: Item {
                    opacity: tab.checked || tab.hovered ? 1 : 0.6

                    EmojiSign {
                        anchors.fill: parent
                        visible: tab.sign !== ""
                        text: tab.sign
                        family: tabs.emoji.family
                        size: Theme.icon
                    }
                    Icon {
                        anchors.centerIn: parent
                        visible: tab.sign === ""
                        glyph: "clock"
                        color: tab.checked ? Theme.accentText : Theme.textSoft
                    }
                }
                background: Item {
                    Rectangle {
                        anchors.fill: parent
                        anchors.margins: 1
                        radius: Theme.radiusSmall
                        color: tab.down ? Theme.pressed : tab.hovered ? Theme.hover : "transparent"

                        FocusRing {
                            wanted: tab.visualFocus
                            around: Theme.radiusSmall
                            distance: 0
                        }
                    }
                    Rectangle {
                        visible: tab.checked
                        anchors.bottom: parent.bottom
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: Math.min(parent.width - 6, Theme.icon + 4)
                        height: 2
                        radius: 1
                        color: Theme.accentText
                    }
                }

                Hint {
                    wanted: (tab.hovered || tab.visualFocus) && !tab.down
                    words: tab.text
                }
            }
        }
    }
}
