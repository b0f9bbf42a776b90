// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Slides in above the timeline while there is no connection and says what happens meanwhile.
Item {
    id: banner

    required property ConnectionModel connection

    signal signInWanted
    signal trustWanted

    readonly property bool open: connection.bannerText !== ""
    // The last words stay while it slides away.
    property string words: ""

    implicitHeight: open ? strip.height : 0
    clip: true
    visible: height > 0
    Component.onCompleted: words = connection.bannerText

    Behavior on implicitHeight {
        NumberAnimation {
            duration: Theme.calm
            easing.type: Easing.OutCubic
        }
    }

    Connections {
        target: banner.connection

        function onBannerChanged(): void {
            if (banner.connection.bannerText !== "")
                banner.words = banner.connection.bannerText;
        }
    }

    Rectangle {
        id: strip

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(Theme.control + 8, label.implicitHeight + 2 * Theme.gapSmall)
        color: Theme.warningSoft

        Icon {
            id: mark

            anchors.left: parent.left
            anchors.leftMargin: Theme.gapLarge
            anchors.verticalCenter: parent.verticalCenter
            glyph: banner.connection.refused || banner.connection.otherServer ? "key" : "offline"
            color: Theme.warningText
        }
        AppText {
            id: label

            anchors.left: mark.right
            anchors.leftMargin: Theme.gapSmall + 2
            anchors.right: again.left
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            text: banner.words
            wrapMode: Text.Wrap
            color: Theme.warningText
            Accessible.role: Accessible.AlertMessage
        }
        PushButton {
            id: again

            objectName: "bannerAction"
            anchors.right: parent.right
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: Theme.control - 4
            kind: PushButton.Quiet
            text: banner.connection.refused ? qsTr("Sign in…") : banner.connection.otherServer ? qsTr("Look…") : banner.connection.terminal ? qsTr("Connect") : qsTr("Retry now")
            onClicked: {
                if (banner.connection.refused)
                    banner.signInWanted();
                else if (banner.connection.otherServer)
                    banner.trustWanted();
                else if (banner.connection.terminal)
                    banner.connection.connectNow();
                else
                    banner.connection.retryNow();
            }
        }
    }
}
