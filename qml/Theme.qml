// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
pragma Singleton
import QtQuick
import Banter.Models

// Every colour, size and duration of the interface, by its role. Nothing else names a colour or a font size.
QtObject {
    id: theme

    property SettingsModel settings: null
    readonly property bool dark: settings !== null && settings.dark
    readonly property bool compact: settings !== null && settings.compact
    readonly property real textScale: settings !== null ? settings.textScale : 1
    readonly property bool still: settings !== null && settings.reduceMotion
    readonly property bool mirrored: Application.layoutDirection === Qt.RightToLeft

    // Surfaces, from the one furthest back to the one in front.
    readonly property color rail: dark ? "#121216" : "#f5f5f8"
    readonly property color page: dark ? "#18181d" : "#ffffff"
    readonly property color raised: dark ? "#222229" : "#ffffff"
    readonly property color field: dark ? "#1f1f26" : "#f6f6f9"
    readonly property color hover: dark ? "#12ffffff" : "#0d14142b"
    readonly property color pressed: dark ? "#1cffffff" : "#1714142b"
    readonly property color selected: dark ? "#2a2a4a" : "#e6e6fa"
    readonly property color scrim: dark ? "#8c000000" : "#59101022"
    readonly property color shadow: dark ? "#26000000" : "#0a14142b"
    readonly property color line: dark ? "#2b2b34" : "#e5e5ec"
    readonly property color fieldLine: dark ? "#454553" : "#cbcbd6"

    readonly property color text: dark ? "#ededf2" : "#1b1b22"
    readonly property color textSoft: dark ? "#abaab9" : "#5b5b68"
    readonly property color textFaint: dark ? "#91909f" : "#6a6a77"
    readonly property color selectedInk: dark ? "#d5d3ff" : "#33318f"

    readonly property color accent: dark ? "#6160d6" : "#5352c8"
    readonly property color accentHover: dark ? "#6c6bdd" : "#4746b6"
    readonly property color accentPressed: dark ? "#5554c4" : "#3b3a9f"
    readonly property color accentInk: "#ffffff"
    readonly property color accentText: dark ? "#b5b1ff" : "#4a48bd"
    readonly property color accentSoft: dark ? "#26254a" : "#eeeefc"
    readonly property color ring: dark ? "#9c99ff" : "#5a58d6"

    readonly property color danger: dark ? "#c8354b" : "#c2253b"
    readonly property color dangerHover: dark ? "#b92c41" : "#a91d31"
    readonly property color dangerInk: "#ffffff"
    readonly property color dangerText: dark ? "#ff95a0" : "#b0172d"
    readonly property color dangerSoft: dark ? "#3a1c23" : "#fdeef0"
    readonly property color warningText: dark ? "#f2c069" : "#7d4f00"
    readonly property color warningSoft: dark ? "#33290f" : "#fff5e0"
    readonly property color successText: dark ? "#6fd39a" : "#17703f"
    readonly property color found: dark ? "#3d3a1d" : "#fff6cf"

    // Where the person is meant: behind the message, behind the name in it, and the name.
    readonly property color meantRow: dark ? "#2a2518" : "#fff8e8"
    readonly property color meantFill: dark ? "#54400f" : "#ffe4a6"
    readonly property color meantText: dark ? "#ffdc94" : "#6b4300"

    // Code, on codeFill.
    readonly property color codeFill: dark ? "#24242c" : "#f1f1f5"
    readonly property color codeKeyword: dark ? "#b5b1ff" : "#4a48bd"
    readonly property color codeString: dark ? "#8fd6a8" : "#17693b"
    readonly property color codeComment: dark ? "#9f9eae" : "#646471"
    readonly property color codeNumber: dark ? "#f0b37a" : "#8a4400"

    // Dots. Each comes with a shape and a word of its own, see PresenceDot and ConnectionIndicator.
    readonly property color good: dark ? "#4cc283" : "#1f8f53"
    readonly property color waiting: dark ? "#e0b53c" : "#a67c00"
    readonly property color trying: dark ? "#f09145" : "#c75a08"
    readonly property color bad: dark ? "#f2667a" : "#cc2c42"
    readonly property color absent: dark ? "#7f7f8d" : "#82828f"

    readonly property int gapTiny: 4
    readonly property int gapSmall: 8
    readonly property int gap: 12
    readonly property int gapLarge: 16
    readonly property int gapHuge: 24

    readonly property int radiusSmall: 6
    readonly property int radius: 8
    readonly property int radiusLarge: 12

    readonly property int fontSmall: Math.round(12 * textScale)
    readonly property int fontBody: Math.round(14 * textScale)
    readonly property int fontMessage: Math.round(15 * textScale)
    readonly property int fontEmoji: Math.round(36 * textScale)
    readonly property int fontTitle: Math.round(16 * textScale)
    readonly property int fontHeading: Math.round(20 * textScale)
    readonly property int fontDisplay: Math.round(28 * textScale)

    readonly property int icon: Math.round(18 * textScale)
    readonly property int iconSmall: Math.round(14 * textScale)
    readonly property int control: Math.round(36 * textScale)
    readonly property int row: Math.round((compact ? 30 : 36) * textScale)
    readonly property int avatar: Math.round((compact ? 28 : 36) * textScale)
    readonly property int header: Math.round(56 * textScale)
    readonly property int railWidth: Math.round(256 * textScale)
    readonly property int accountsWidth: Math.round(60 * textScale)
    readonly property int membersWidth: Math.round(228 * textScale)
    readonly property int measure: Math.round(760 * textScale)
    readonly property int dialogWidth: Math.round(440 * textScale)

    // Below this there is room for one pane only.
    readonly property int onePane: Math.round(760 * Math.max(1, textScale))
    // Below this the members take the room's place instead of standing beside it.
    readonly property int threePanes: railWidth + membersWidth + Math.round(380 * textScale)

    readonly property int quick: still ? 0 : 90
    readonly property int calm: still ? 0 : 140
    readonly property int glide: still ? 0 : 110

    // Hues come from people's ids. Lightness and chroma are fixed in OKLCH, where equal lightness looks equally light, so
    // that every hue has the same contrast.
    property var nameCache: []
    property var fillCache: []
    property var initialsCache: []
    onDarkChanged: {
        nameCache = [];
        fillCache = [];
        initialsCache = [];
    }

    // For names and pointers, on `page`.
    function personColor(hue: int): color {
        return nameCache[hue] ?? (nameCache[hue] = dark ? oklch(0.80, 0.11, hue) : oklch(0.50, 0.13, hue));
    }

    // Behind initials.
    function personFill(hue: int): color {
        return fillCache[hue] ?? (fillCache[hue] = dark ? oklch(0.36, 0.065, hue) : oklch(0.91, 0.05, hue));
    }

    // Initials, on personFill.
    function personInitials(hue: int): color {
        return initialsCache[hue] ?? (initialsCache[hue] = dark ? oklch(0.88, 0.08, hue) : oklch(0.42, 0.12, hue));
    }

    // Text on personColor.
    readonly property color personInk: dark ? "#16161b" : "#ffffff"

    // Björn Ottosson's OKLab, through LCh, to sRGB; what is out of gamut is clipped.
    function oklch(lightness: real, chroma: real, hue: real): color {
        const a = chroma * Math.cos(hue * Math.PI / 180);
        const b = chroma * Math.sin(hue * Math.PI / 180);
        const l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        const m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        const s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return Qt.rgba(gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                       gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                       gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), 1);
    }

    function gamma(linear: real): real {
        const x = Math.max(0, Math.min(1, linear));
        return x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
    }

    function presenceColor(kind: int): color {
        switch (kind) {
        case PresenceKind.Online:
            return good;
        case PresenceKind.Away:
            return waiting;
        case PresenceKind.Busy:
            return bad;
        default:
            return absent;
        }
    }

    function connectionColor(state: int): color {
        switch (state) {
        case ConnectionModel.Connected:
            return good;
        case ConnectionModel.Connecting:
            return waiting;
        case ConnectionModel.Reconnecting:
            return trying;
        default:
            return bad;
        }
    }
}
