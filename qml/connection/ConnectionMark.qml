// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import Banter
import Banter.Models

// The state of the connection as a shape of its own: ticked disc, half disc, triangle, crossed square.
Icon {
    required property int status

    color: Theme.connectionColor(status)
    glyph: {
        switch (status) {
        case ConnectionModel.Connected:
            return "conn-connected";
        case ConnectionModel.Connecting:
            return "conn-connecting";
        case ConnectionModel.Reconnecting:
            return "conn-reconnecting";
        default:
            return "conn-disconnected";
        }
    }
}
