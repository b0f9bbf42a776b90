// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import Banter
import Banter.Models

// How somebody is reachable, as a shape of its own for each state: disc, crescent, barred disc, ring, dash.
Icon {
    required property int kind
    // Known from before the connection was lost: hollow and grey, because it may not be so any more.
    property bool stale: false

    size: Theme.iconSmall - 3
    color: stale ? Theme.absent : Theme.presenceColor(kind)
    glyph: {
        if (stale)
            return kind === PresenceKind.Offline || kind === PresenceKind.Unknown ? "presence-unknown" : "presence-stale";
        switch (kind) {
        case PresenceKind.Online:
            return "presence-online";
        case PresenceKind.Away:
            return "presence-away";
        case PresenceKind.Busy:
            return "presence-busy";
        case PresenceKind.Offline:
            return "presence-offline";
        default:
            return "presence-unknown";
        }
    }
}
