// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Banter
import Banter.Models

// What became of an own message, as a small glyph.
Icon {
    id: mark

    required property int delivery

    size: Theme.iconSmall
    glyph: delivery === TimelineModel.Pending ? "clock" : delivery === TimelineModel.Failed ? "alert" : "check"
    color: delivery === TimelineModel.Failed ? Theme.dangerText : Theme.textFaint

    function words(): string {
        switch (delivery) {
        case TimelineModel.Pending:
            return qsTr("waiting to be sent");
        case TimelineModel.Failed:
            return qsTr("not sent");
        default:
            return qsTr("sent");
        }
    }

    HoverHandler {
        id: hover
    }
    ToolTip.visible: hover.hovered
    ToolTip.delay: 500
    ToolTip.text: words()
}
