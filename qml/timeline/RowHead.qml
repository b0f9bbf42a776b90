// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Banter

// What belongs above a message: the day, a gap, and the "New" line.
Column {
    id: head

    required property string dayLabel
    required property bool gapAbove
    required property bool gapsStay
    required property bool firstUnread

    Present {
        when: head.dayLabel !== ""

        DayLine {
            width: head.width
            text: head.dayLabel
        }
    }
    Present {
        when: head.gapAbove

        GapLine {
            width: head.width
            stays: head.gapsStay
        }
    }
    Present {
        when: head.firstUnread

        NewLine {
            width: head.width
        }
    }
}
