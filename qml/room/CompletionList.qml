// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter
import Banter.Models

// What may stand in place of what is being typed, over the field that has the keys and hands them on: arrows choose, Tab
// and Enter take, Escape closes.
Item {
    id: completion

    required property EmojiModel emoji
    property MembersModel members: null
    property bool wholeRoom: false
    // Whether the field may be helped now: it has the keys, and no input method is at work in it.
    required property bool wanted
    readonly property bool open: wanted && found.count > 0

    signal completed(int from, int to, string words)

    visible: open
    width: Math.min(Math.round(360 * Theme.textScale), parent?.width ?? 0)
    height: list.height + 2 * Theme.gapTiny
    Keys.onPressed: event => event.accepted = open && answers(event)

    function follow(text: string, cursor: int): void {
        found.follow(text, cursor);
    }

    function followCursor(cursor: int): void {
        found.followCursor(cursor);
    }

    function begin(text: string): void {
        found.begin(text);
    }

    function answers(event: KeyEvent): bool {
        const plain = (event.modifiers & ~Qt.KeypadModifier) === Qt.NoModifier;
        if (!plain)
            return false;
        switch (event.key) {
        case Qt.Key_Up:
            found.step(-1);
            return true;
        case Qt.Key_Down:
            found.step(1);
            return true;
        case Qt.Key_Tab:
        case Qt.Key_Return:
        case Qt.Key_Enter:
            found.take(found.current);
            return true;
        case Qt.Key_Escape:
            found.dismiss();
            return true;
        default:
            return false;
        }
    }

    CompletionModel {
        id: found

        emoji: completion.emoji
        members: completion.members
        wholeRoom: completion.wholeRoom
        onCompleted: (from, to, words) => completion.completed(from, to, words)
    }
    Elevation {
        anchors.fill: parent
        radius: Theme.radius + 2
    }
    ListView {
        id: list

        objectName: "completions"
        x: Theme.gapTiny
        y: Theme.gapTiny
        width: parent.width - 2 * Theme.gapTiny
        height: found.count * Theme.row
        interactive: false
        model: found
        currentIndex: found.current
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Suggestions")
        delegate: ItemDelegate {
            id: row

            required property int index
            required property string sign
            required property string initials
            required property int hue
            required property string title
            required property string detail
            readonly property bool isCurrent: ListView.isCurrentItem

            width: ListView.view.width
            height: Theme.row
            padding: 0
            leftPadding: Theme.gapSmall
            rightPadding: Theme.gapSmall
            focusPolicy: Qt.NoFocus
            text: title
            onClicked: found.take(index)
            Accessible.role: Accessible.ListItem
            Accessible.name: detail === "" ? title : qsTr("%1, %2", "what is suggested, what it is called").arg(title).arg(detail)
            Accessible.selected: isCurrent

            contentItem: RowLayout {
                spacing: Theme.gapSmall

                Item {
                    Layout.preferredWidth: Theme.row - 6
                    Layout.fillHeight: true

                    EmojiSign {
                        visible: row.initials === ""
                        anchors.fill: parent
                        text: row.sign
                        family: completion.emoji.family
                        size: Theme.icon + 2
                    }
                    Present {
                        when: row.initials !== ""

                        Avatar {
                            anchors.centerIn: parent
                            initials: row.initials
                            hue: row.hue
                            size: Theme.row - 10
                        }
                    }
                }
                AppText {
                    Layout.maximumWidth: Math.round(row.width * 0.6)
                    text: row.title
                    color: row.isCurrent ? Theme.selectedInk : Theme.text
                    Accessible.ignored: true
                }
                AppText {
                    Layout.fillWidth: true
                    text: row.detail
                    font.pixelSize: Theme.fontSmall
                    color: row.isCurrent ? Theme.selectedInk : Theme.textFaint
                    Accessible.ignored: true
                }
            }
            background: Rectangle {
                radius: Theme.radius
                color: row.isCurrent ? Theme.selected : row.hovered ? Theme.hover : "transparent"
            }
        }
    }
}
