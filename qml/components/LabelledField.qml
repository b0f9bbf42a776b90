// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// A field with its label above and what is wrong with it below.
FocusScope {
    id: control

    required property string label
    property string hint: ""
    property string error: ""
    property bool secret: false
    property alias text: input.text
    property alias placeholder: input.placeholder
    property alias maximumLength: input.maximumLength
    property alias input: input
    readonly property bool shown: secret && eye.checked

    signal accepted

    implicitWidth: Theme.dialogWidth
    implicitHeight: column.implicitHeight

    Column {
        id: column

        width: parent.width
        spacing: Theme.gapTiny + 2

        AppText {
            width: parent.width
            text: control.label
            font.weight: Font.DemiBold
            font.pixelSize: Theme.fontSmall
            color: Theme.textSoft
            Accessible.ignored: true
        }
        LineField {
            id: input

            width: parent.width
            focus: true
            rightPadding: control.secret ? eye.width + Theme.gapSmall : Theme.gap
            wrong: control.error !== ""
            literal: control.secret
            echoMode: control.secret && !control.shown ? TextInput.Password : TextInput.Normal
            inputMethodHints: control.secret ? Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText : Qt.ImhNoAutoUppercase
            onAccepted: control.accepted()
            Accessible.name: control.label
            Accessible.description: control.error !== "" ? control.error : control.hint
            Accessible.passwordEdit: control.secret

            IconButton {
                id: eye

                visible: control.secret
                anchors.right: parent.right
                anchors.rightMargin: Theme.gapTiny - 2
                anchors.verticalCenter: parent.verticalCenter
                glyph: checked ? "eye-off" : "eye"
                checkable: true
                text: checked ? qsTr("Hide password") : qsTr("Show password")
            }
        }
        FieldNote {
            width: parent.width
            visible: text !== ""
            wrong: control.error !== ""
            text: wrong ? control.error : control.hint
        }
    }
}
