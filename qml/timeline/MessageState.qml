// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// What became of an own message, as a small glyph.
Icon {
    id: mark

    required property int delivery
    required property string meaning

    size: Theme.iconSmall
    glyph: {
        switch (delivery) {
        case TimelineModel.Pending:
            return "clock";
        case TimelineModel.Failed:
            return "alert";
        case TimelineModel.Unconfirmed:
            return "question";
        default:
            return "check";
        }
    }
    color: delivery === TimelineModel.Failed ? Theme.dangerText : delivery === TimelineModel.Unconfirmed ? Theme.warningText : Theme.textFaint

    HoverHandler {
        id: hover
    }
    Hint {
        wanted: hover.hovered
        words: mark.meaning
    }
}
