// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What the server speaks: one of the known ways, or the one that a file describes.
FocusScope {
    id: field

    required property SpokenModel spoken
    property string error: ""

    signal changed

    implicitHeight: column.implicitHeight

    function chooseFile(): void {
        if (files.item === null)
            files.setSource("ProfileFileDialog.qml", {
                spoken: spoken
            });
        (files.item as ProfileFileDialog).open();
    }

    Column {
        id: column

        width: parent.width
        spacing: Theme.gapTiny + 2

        AppText {
            width: parent.width
            text: qsTr("The server speaks")
            font.weight: Font.DemiBold
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
            Accessible.ignored: true
        }
        ChoiceBox {
            objectName: "spoken"
            width: parent.width
            focus: true
            name: qsTr("The server speaks")
            model: field.spoken.labels
            chosen: field.spoken.current
            Accessible.description: field.spoken.hint
            onActivated: index => {
                field.spoken.current = index;
                field.changed();
            }
        }
        FieldNote {
            width: parent.width
            visible: text !== ""
            text: field.spoken.hint
        }
        Present {
            when: field.spoken.needsFile

            Row {
                width: column.width
                spacing: Theme.gapSmall

                PushButton {
                    id: choose

                    objectName: "chooseProfile"
                    text: qsTr("Choose…")
                    onClicked: field.chooseFile()
                    Accessible.description: field.spoken.profileFile
                }
                AppText {
                    objectName: "profileFile"
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - choose.width - parent.spacing
                    text: field.spoken.profileFile !== "" ? field.spoken.profileFile : qsTr("No file is chosen.")
                    elide: Text.ElideLeft
                    color: Theme.textSoft
                }
            }
        }
        FieldNote {
            width: parent.width
            visible: field.error !== ""
            wrong: true
            text: field.error
        }
    }
    Loader {
        id: files
    }
}
