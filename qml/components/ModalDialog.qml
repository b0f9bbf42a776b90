// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Banter

// A dialog over the window, put there by DialogHost. `heading` says what it is about; buttons go into `actions`, and one
// of them is the `defaultButton`. Escape closes it; a press beside it does not, since what is typed would be lost.
Dialog {
    id: dialog

    property string heading: ""
    property int wanted: Theme.dialogWidth
    property alias actions: actionRow.data
    // What Enter presses, unless another button has the keys.
    property T.AbstractButton defaultButton: cross
    // Something was asked for, and is not answered yet. Who does not want to wait closes it by its buttons.
    property bool busy: false
    // It fades away.
    property bool leaving: false

    x: Math.round((parent.width - width) / 2)
    y: Math.round(Math.max(Theme.gap, (parent.height - height) * 0.4))
    width: Math.min(wanted, parent.width - 2 * Theme.gap)
    height: Math.min(implicitHeight, parent.height - 2 * Theme.gap)
    modal: true
    focus: true
    padding: Theme.gapHuge
    topPadding: Theme.gapTiny
    bottomPadding: Theme.gapHuge
    onAboutToShow: leaving = false
    onAboutToHide: leaving = true
    closePolicy: busy ? Popup.NoAutoClose : Popup.CloseOnEscape
    title: heading

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    background: Elevation {
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.heading
    }
    header: Item {
        implicitHeight: Math.max(Theme.header, title.implicitHeight + Theme.gapHuge) + Theme.gapTiny
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        // A room's or a person's name in it may take a second line, and is read to its end.
        AppText {
            id: title

            objectName: "dialogHeading"
            anchors.left: parent.left
            anchors.leftMargin: Theme.gapHuge
            anchors.right: cross.left
            anchors.verticalCenter: parent.verticalCenter
            text: dialog.heading
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.pixelSize: Theme.fontHeading
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        IconButton {
            id: cross

            objectName: "closeDialog"
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            glyph: "close"
            text: qsTr("Close")
            onClicked: dialog.close()
        }
        EnterKey {
            enabled: dialog.visible && !dialog.leaving
            onActivated: if (dialog.defaultButton.enabled)
                dialog.defaultButton.clicked()
        }
    }
    footer: Item {
        visible: actionRow.children.length > 0
        implicitHeight: visible ? actionRow.implicitHeight + Theme.gapHuge : 0
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Row {
            id: actionRow

            anchors.right: parent.right
            anchors.rightMargin: Theme.gapHuge
            spacing: Theme.gapSmall + 2
        }
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.calm
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "opacity"
            to: 0
            duration: Theme.quick
        }
    }
}
