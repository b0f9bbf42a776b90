// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick.Dialogs
import Banter.Models

// A profile: a JSON file that describes what a server speaks.
FileDialog {
    required property SpokenModel spoken

    title: qsTr("Profile of the server")
    nameFilters: [qsTr("Profiles (*.json)"), qsTr("All files (*)")]
    onAccepted: spoken.chooseFile(selectedFile)
}
