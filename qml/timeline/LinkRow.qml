// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Banter

// The addresses in a message, as buttons below it. The text itself is never markup, so that a link always says where it
// leads.
Flow {
    id: links

    required property list<string> addresses

    signal opened(string address)

    spacing: Theme.gapTiny + 2

    Repeater {
        model: links.addresses

        AbstractButton {
            id: link

            required property string modelData

            implicitHeight: Theme.control - 8
            width: Math.min(links.width, implicitWidth)
            leftPadding: Theme.gapSmall
            rightPadding: Theme.gapSmall
            focusPolicy: Qt.TabFocus
            text: modelData
            Keys.onReturnPressed: link.clicked()
            Keys.onEnterPressed: link.clicked()
            onClicked: links.opened(modelData)
            Accessible.role: Accessible.Link
            Accessible.name: qsTr("Open %1").arg(modelData)

            contentItem: RowLayout {
                spacing: Theme.gapTiny + 2

                Icon {
                    glyph: "external"
                    size: Theme.iconSmall
                    color: Theme.accentText
                }
                AppText {
                    Layout.fillWidth: true
                    text: link.modelData
                    elide: Text.ElideMiddle
                    font.pixelSize: Theme.fontSmall
                    color: Theme.accentText
                    Accessible.ignored: true
                }
            }
            background: Rectangle {
                radius: Theme.radiusSmall
                color: link.hovered ? Theme.selected : Theme.accentSoft

                FocusRing {
                    wanted: link.visualFocus
                    around: Theme.radiusSmall
                    distance: 0
                }
            }
        }
    }
}
