// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import QtQuick.Layouts
import Banter
import Banter.Models

// Oneself, at the foot of the rail: name, presence, and the menu that goes with it.
AbstractButton {
    id: card

    required property SessionModel session
    required property DialogHost dialogs

    // Nobody sees the chosen status while the server is away.
    readonly property string presenceWord: session.current.members.stale ? qsTr("Offline") : statusWord(session.ownPresence.status)

    implicitHeight: Theme.avatar + 2 * Theme.gap
    leftPadding: Theme.gap
    rightPadding: Theme.gapLarge
    focusPolicy: Qt.TabFocus
    text: session.identity.user
    Keys.onReturnPressed: card.clicked()
    Keys.onEnterPressed: card.clicked()
    Accessible.name: !session.features.ownStatus ? qsTr("You: %1", "own name").arg(session.identity.user) : qsTr("You: %1, %2", "own name, own presence").arg(session.identity.user).arg(presenceWord)
    Accessible.role: Accessible.ButtonMenu
    onClicked: {
        if (menu.item === null)
            menu.setSource("OwnMenu.qml", {
                parent: card,
                session: session,
                dialogs: dialogs
            });
        (menu.item as T.Menu).open();
    }

    function statusWord(kind: int): string {
        switch (kind) {
        case PresenceKind.Online:
            return qsTr("Online");
        case PresenceKind.Away:
            return qsTr("Away");
        case PresenceKind.Busy:
            return qsTr("Busy");
        case PresenceKind.Offline:
            return qsTr("Appearing offline");
        default:
            return qsTr("Unknown");
        }
    }

    Loader {
        id: menu
    }

    contentItem: RowLayout {
        spacing: Theme.gap - 2

        Avatar {
            initials: card.session.identity.initials
            hue: card.session.identity.hue
            presence: card.session.features.ownStatus ? card.session.ownPresence.status : -1
            stale: card.session.current.members.stale
            surface: Theme.rail
        }
        ColumnLayout {
            spacing: 0

            AppText {
                Layout.fillWidth: true
                text: card.session.identity.user
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            AppText {
                objectName: "ownPresence"
                Layout.fillWidth: true
                text: card.session.ownPresence.text !== "" && !card.session.current.members.stale ? card.session.ownPresence.text : card.presenceWord
                visible: card.session.features.ownStatus
                font.pixelSize: Theme.fontSmall
                color: Theme.textSoft
                Accessible.ignored: true
            }
        }
        Icon {
            glyph: "more"
        }
    }
    background: Rectangle {
        color: card.down ? Theme.pressed : card.hovered ? Theme.hover : "transparent"

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.line
        }
        FocusRing {
            wanted: card.visualFocus
            distance: -3
        }
    }
}
