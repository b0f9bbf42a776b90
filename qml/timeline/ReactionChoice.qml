// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// The usual reactions in a row, to choose one by a click or by arrow keys and Enter.
Popup {
    id: choice

    required property SessionModel session
    property string messageId: ""
    property var reactions: undefined

    signal moreWanted

    padding: Theme.gapTiny
    margins: Theme.gapSmall
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    onAboutToShow: buttons.itemAt(0)?.forceActiveFocus(Qt.TabFocusReason)
    background: Elevation {
        radius: Theme.radius
        Accessible.role: Accessible.PopupMenu
        Accessible.name: qsTr("Reactions")
    }
    enter: Transition {}
    exit: Transition {}

    function choose(key: string): void {
        session.reacting.toggle(messageId, key);
        close();
    }

    function step(by: int): void {
        const all = [more];
        for (let at = buttons.count; at > 0; --at)
            all.unshift(buttons.itemAt(at - 1));
        const here = all.findIndex(each => each.activeFocus);
        const next = here + (Theme.mirrored ? -by : by);
        all[(next + all.length) % all.length].forceActiveFocus(Qt.TabFocusReason);
    }

    Row {
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        Keys.onLeftPressed: choice.step(-1)
        Keys.onRightPressed: choice.step(1)

        Repeater {
            id: buttons

            model: choice.session.reacting.usual

            ReactionButton {
                required property string modelData

                objectName: "usualReaction"
                emoji: modelData
                mine: choice.reactions?.some(one => one.key === modelData && one.mine === true) ?? false
                onClicked: choice.choose(modelData)
            }
        }
        IconButton {
            id: more

            objectName: "moreReactions"
            implicitWidth: Theme.control - 6
            implicitHeight: Theme.control - 6
            glyph: "plus"
            text: qsTr("More reactions…")
            onClicked: {
                choice.close();
                choice.moreWanted();
            }
        }
    }
}
