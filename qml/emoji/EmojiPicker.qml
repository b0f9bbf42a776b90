// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter
import Banter.Models

// All emoji to pick from, over its parent, the item that it is for. EmojiPickerSlot makes it when it is wanted. Whoever
// holds Shift picks several.
Popup {
    id: picker

    required property EmojiModel emoji
    readonly property bool searching: emoji.typed.trim() !== ""

    signal picked(string emoji)

    x: Math.round((parent?.width ?? 0) - width)
    y: -height - Theme.gapTiny
    margins: Theme.gapSmall
    width: Math.min(Math.round(376 * Theme.textScale), (T.Overlay.overlay?.width ?? 360) - 2 * Theme.gapSmall)
    height: Math.min(Math.round(420 * Theme.textScale), (T.Overlay.overlay?.height ?? 480) - 2 * Theme.gapSmall)
    padding: Theme.gapSmall
    modal: true
    dim: false
    focus: true
    onAboutToShow: {
        tones.visible = false;
        field.text = "";
        emoji.open();
        grid.toFirst();
        field.forceActiveFocus(Qt.PopupFocusReason);
    }
    background: Elevation {
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Pick an emoji")
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.quick
        }
    }
    exit: Transition {}

    function take(row: int, more: bool): void {
        const words = emoji.pick(row);
        if (words === "")
            return;
        picked(words);
        if (!more)
            close();
    }

    function nextGroup(step: int): void {
        emoji.group = Math.max(0, Math.min(emoji.groups.length - 1, emoji.group + step));
    }

    Connections {
        target: picker.emoji

        function onShownChanged(): void {
            if (field.text !== picker.emoji.typed)
                field.text = picker.emoji.typed; // a group was chosen
            grid.toFirst();
        }
    }
    FocusScope {
        id: sheet

        anchors.fill: parent
        focus: true
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Shortcut {
            sequences: ["Ctrl+."]
            enabled: picker.opened
            onActivated: picker.close()
        }
        Shortcut {
            sequences: ["Ctrl+PgDown"]
            enabled: picker.opened
            onActivated: picker.nextGroup(1)
        }
        Shortcut {
            sequences: ["Ctrl+PgUp"]
            enabled: picker.opened
            onActivated: picker.nextGroup(-1)
        }
        LineField {
            id: field

            objectName: "emojiField"
            anchors.left: parent.left
            anchors.right: hand.left
            anchors.rightMargin: Theme.gapTiny
            focus: true
            placeholder: qsTr("Search emoji")
            maximumLength: 60
            onTextChanged: picker.emoji.typed = text
            onAccepted: grid.pickCurrent(false)
            Accessible.name: placeholder
            Keys.onPressed: event => {
                const empty = text === "" && preeditText === "";
                event.accepted = true;
                if (event.key === Qt.Key_Down)
                    grid.forceActiveFocus(Qt.TabFocusReason);
                else if (event.key === Qt.Key_PageDown)
                    grid.turnPage(1);
                else if (event.key === Qt.Key_PageUp)
                    grid.turnPage(-1);
                else if (empty && (event.key === Qt.Key_Left || event.key === Qt.Key_Right))
                    grid.walk((event.key === Qt.Key_Right) !== Theme.mirrored ? 1 : -1);
                else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && event.modifiers & Qt.ShiftModifier)
                    grid.pickCurrent(true);
                else
                    event.accepted = false;
            }
        }
        EmojiToneButton {
            id: hand

            objectName: "toneButton"
            anchors.right: parent.right
            anchors.verticalCenter: field.verticalCenter
            emoji: picker.emoji
            unfolded: tones.visible
            onClicked: {
                tones.visible = !tones.visible;
                if (tones.visible)
                    tones.takeKeys(hand.visualFocus ? Qt.TabFocusReason : Qt.OtherFocusReason);
            }
        }
        EmojiTones {
            id: tones

            visible: false
            anchors.top: field.bottom
            anchors.topMargin: Theme.gapTiny
            width: parent.width
            emoji: picker.emoji
            onChosen: {
                visible = false;
                field.forceActiveFocus(Qt.TabFocusReason);
            }
        }
        EmojiTabs {
            id: tabs

            anchors.top: tones.visible ? tones.bottom : field.bottom
            anchors.topMargin: Theme.gapTiny
            width: parent.width
            emoji: picker.emoji
        }
        AppText {
            id: heading

            objectName: "emojiHeading"
            anchors.top: tabs.bottom
            width: parent.width
            leftPadding: Theme.gapTiny
            topPadding: Theme.gapTiny
            bottomPadding: Theme.gapTiny
            text: picker.searching ? qsTr("Found") : picker.emoji.groups[picker.emoji.group]
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            color: Theme.textSoft
            Accessible.role: Accessible.Heading
        }
        EmojiGrid {
            id: grid

            objectName: "emojiGrid"
            anchors.top: heading.bottom
            anchors.bottom: note.top
            width: parent.width
            emoji: picker.emoji
            onChosen: (row, more) => picker.take(row, more)
            onLeftUpwards: field.forceActiveFocus(Qt.BacktabFocusReason)
            onTypedOver: words => {
                field.forceActiveFocus(Qt.OtherFocusReason);
                field.insert(field.length, words);
            }
        }
        AppText {
            id: nothing

            objectName: "noEmoji"
            visible: picker.emoji.ready && grid.count === 0
            anchors.top: heading.bottom
            width: parent.width
            padding: Theme.gapTiny
            text: picker.searching ? qsTr("No emoji is called that.") : qsTr("What you pick is listed here.")
            wrapMode: Text.Wrap
            color: Theme.textSoft
        }
        AppText {
            id: note

            visible: picker.emoji.withoutFont
            anchors.bottom: preview.top
            width: parent.width
            height: visible ? implicitHeight : 0
            padding: Theme.gapTiny
            text: qsTr("No font with emoji is installed here. Others will see what you send.")
            wrapMode: Text.Wrap
            font.pixelSize: Theme.fontSmall
            color: Theme.warningText
        }
        EmojiPreview {
            id: preview

            anchors.bottom: parent.bottom
            width: parent.width
            sign: grid.told ? grid.told.sign : ""
            name: grid.told ? grid.told.name : ""
            code: grid.told ? grid.told.code : ""
            family: picker.emoji.family
        }
    }
}
