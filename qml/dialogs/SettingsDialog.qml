// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// How it looks and speaks. Everything applies at once.
ModalDialog {
    id: dialog

    required property SettingsModel settings

    heading: qsTr("Settings")
    onAboutToShow: theme.forceActiveFocus(Qt.TabFocusReason)

    function languageName(code: string): string {
        switch (code) {
        case "":
            return qsTr("As the system says");
        case "en":
            return "English";
        case "zh_CN":
            return "简体中文";
        default:
            return code;
        }
    }

    function names(codes: var): var {
        return codes.map(code => languageName(code));
    }

    function place(codes: var, code: string): int {
        return codes.indexOf(code);
    }

    /// What can be chosen; 0 is no end. What was written into the file by hand is there, too.
    function triesWith(chosen: int): var {
        return withChosen([0, 3, 5, 10, 20], chosen);
    }

    function withChosen(usual: var, chosen: int): var {
        return usual.includes(chosen) ? usual : usual.concat([chosen]);
    }

    function triesNames(choices: var): var {
        return choices.map(tries => tries === 0 ? qsTr("Keep trying") : qsTr("Give up after %n tries", "", tries));
    }

    component Caption: AppText {
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
        color: Theme.textFaint
    }

    Flickable {
        width: parent.width
        implicitHeight: column.implicitHeight
        contentHeight: column.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Column {
            id: column

            width: parent.width
            spacing: Theme.gapSmall

            Caption {
                text: qsTr("Theme")
            }
            Segments {
                id: theme

                objectName: "theme"
                width: parent.width
                name: qsTr("Theme")
                options: [qsTr("System"), qsTr("Light"), qsTr("Dark")]
                current: dialog.settings.theme
                onChosen: index => dialog.settings.theme = index
            }
            Item {
                width: 1
                height: Theme.gapTiny
            }
            Caption {
                text: qsTr("Text size")
            }
            TextSizeField {
                objectName: "textSize"
                width: parent.width
                settings: dialog.settings
            }
            Item {
                width: 1
                height: Theme.gapTiny
            }
            Caption {
                text: qsTr("Language")
            }
            ChoiceBox {
                objectName: "language"
                width: parent.width
                name: qsTr("Language")
                model: dialog.names(dialog.settings.languages)
                chosen: dialog.place(dialog.settings.languages, dialog.settings.language)
                onActivated: index => dialog.settings.language = dialog.settings.languages[index]
            }
            Item {
                width: 1
                height: Theme.gapTiny
            }
            Caption {
                text: qsTr("When the server cannot be reached")
            }
            ChoiceBox {
                id: tries

                readonly property var choices: dialog.triesWith(dialog.settings.maxTries)

                objectName: "tries"
                width: parent.width
                name: qsTr("When the server cannot be reached")
                model: dialog.triesNames(choices)
                chosen: choices.indexOf(dialog.settings.maxTries)
                onActivated: index => dialog.settings.maxTries = tries.choices[index]
            }
            Item {
                width: 1
                height: Theme.gapTiny
            }
            ToggleField {
                objectName: "compact"
                width: parent.width
                text: qsTr("Compact: more messages on the screen")
                checked: dialog.settings.compact
                onToggled: dialog.settings.compact = checked
            }
            ToggleField {
                objectName: "motion"
                width: parent.width
                text: qsTr("Less motion")
                checked: dialog.settings.reduceMotion
                onToggled: dialog.settings.reduceMotion = checked
            }
        }
    }
}
