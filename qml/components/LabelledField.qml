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
    // Where Tab leads from what is typed: the next field, past the eye, which Shift+Tab comes to from there. Null: as
    // the things are in the form.
    property LabelledField following: null
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
            Keys.onTabPressed: event => {
                event.accepted = control.following !== null;
                if (event.accepted)
                    control.following.input.forceActiveFocus(Qt.TabFocusReason);
            }
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
