// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// Over the words of a block: how they look, and where they lead. The words themselves stay plain text.
Item {
    id: marks

    required property MessageText edit
    required property markedBlock block
    readonly property string family: formats.codeFamily
    // The address under the pointer.
    readonly property string under: hover.hovered ? formats.linkAt(hover.point.position.x, hover.point.position.y) : ""

    signal opened(string address)

    anchors.fill: parent

    TextFormats {
        id: formats

        target: marks.edit.textDocument
        block: marks.block
        link: Theme.accentText
        codeFill: Theme.codeFill
        mention: Theme.accentText
        mentionFill: Theme.accentSoft
        meant: Theme.meantText
        meantFill: Theme.meantFill
        keyword: Theme.codeKeyword
        string: Theme.codeString
        comment: Theme.codeComment
        number: Theme.codeNumber
    }
    // Of the text itself: over it, they would keep it from being marked.
    HoverHandler {
        id: hover

        parent: marks.edit
        enabled: marks.block.linked
        cursorShape: marks.under !== "" ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
    // Who drags marks words, also those of a link.
    TapHandler {
        parent: marks.edit
        enabled: marks.block.linked
        onTapped: point => {
            const address = formats.linkAt(point.position.x, point.position.y);
            if (address !== "")
                marks.opened(address);
        }
    }
}
