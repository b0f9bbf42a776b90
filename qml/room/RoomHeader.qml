// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter
import Banter.Models

// The room: its name, its two faces, and what can be done with it.
Item {
    id: header

    required property SessionModel session
    required property DialogHost dialogs
    property bool alone: false
    property bool membersShown: false
    property bool hasMembers: true
    property int face: 0

    signal backWanted
    signal faceChosen(int index)
    signal findWanted
    signal membersWanted

    readonly property bool hasBoard: session.features.cursors

    implicitHeight: Theme.header + (tabs.narrow && hasBoard ? Theme.control + Theme.gapSmall : 0)

    function openMenu(): void {
        if (menu.item === null)
            menu.setSource("RoomMenu.qml", {
                parent: more,
                session: session,
                dialogs: dialogs
            });
        (menu.item as T.Menu).open();
    }

    IconButton {
        id: back

        objectName: "back"
        visible: header.alone
        anchors.left: parent.left
        anchors.leftMargin: Theme.gapSmall
        y: (Theme.header - height) / 2
        glyph: Theme.mirrored ? "arrow-right" : "arrow-left"
        text: qsTr("All rooms")
        onClicked: header.backWanted()
    }
    Column {
        anchors.left: header.alone ? back.right : parent.left
        anchors.leftMargin: header.alone ? Theme.gapTiny : Theme.gapLarge
        anchors.right: tabs.narrow || !header.hasBoard ? buttons.left : tabs.left
        anchors.rightMargin: Theme.gapSmall
        y: (Theme.header - height) / 2

        Row {
            id: title

            width: parent.width
            spacing: Theme.gapTiny + 2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                glyph: header.session.current.isPrivate ? "lock" : "hash"
                size: Theme.icon - 2
            }
            AppText {
                objectName: "roomName"
                width: Math.min(implicitWidth, title.width - Theme.icon - title.spacing)
                text: header.session.current.room
                font.pixelSize: Theme.fontTitle
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
        }
        Present {
            when: header.alone

            ConnectionIndicator {
                x: Theme.mirrored ? 6 : -6
                objectName: "roomIndicator"
                connection: header.session.connection
                onClicked: header.dialogs.diagnostics()
            }
        }
    }
    Segments {
        id: tabs

        readonly property bool narrow: header.width < Math.round(520 * Theme.textScale)

        objectName: "faces"
        visible: header.hasBoard
        x: narrow ? Theme.gap : Theme.mirrored ? buttons.x + buttons.width + Theme.gapSmall : buttons.x - width - Theme.gapSmall
        y: narrow ? Theme.header : (Theme.header - height) / 2
        width: narrow ? header.width - 2 * Theme.gap : implicitWidth
        implicitHeight: Theme.control - 2
        name: qsTr("Faces of the room")
        options: [qsTr("Messages"), qsTr("Board")]
        current: header.face
        onChosen: index => header.faceChosen(index)
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.gapSmall
        y: (Theme.header - height) / 2

        IconButton {
            objectName: "find"
            glyph: "search"
            text: qsTr("Search this room")
            keys: "Ctrl+F"
            onClicked: header.findWanted()
        }
        IconButton {
            objectName: "toggleMembers"
            visible: header.hasMembers
            glyph: "people"
            text: qsTr("Members")
            keys: "Ctrl+Shift+M"
            checked: header.membersShown
            onClicked: header.membersWanted()
            Accessible.checkable: true
            Accessible.checked: checked
        }
        IconButton {
            id: more

            objectName: "roomMenu"
            glyph: "more"
            text: qsTr("More about this room")
            unfolded: (menu.item as T.Menu)?.visible ?? false
            onClicked: header.openMenu()
        }
    }
    Loader {
        id: menu
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
}
