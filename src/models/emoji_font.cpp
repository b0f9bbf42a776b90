// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/emoji_font.h"

#include <QFont>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QRawFont>

#include <algorithm>

namespace banter {

namespace {

constexpr char32_t ZeroWidthJoiner = 0x200d;
constexpr char32_t KeycapEnclosing = 0x20e3;
/// Of the flags of England, Scotland and Wales; many fonts have no picture for such a character by itself.
constexpr char32_t FirstTag = 0xe0020;
constexpr char32_t LastTag = 0xe007f;
/// A little more than one picture, since some are wider than others; two are twice as wide.
constexpr qreal OnePicture = 1.4;

bool needsPicture(char32_t c)
{
    return c != ZeroWidthJoiner && c != KeycapEnclosing && (c < FirstTag || c > LastTag);
}

/// The coloured fonts that systems bring along or people install, most of them by one of these names.
QString installedFamily()
{
    const QStringList families = QFontDatabase::families();
    for (const char *const name :
         {"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", "Twemoji", "Twemoji Mozilla",
          "Twitter Color Emoji", "JoyPixels", "OpenMoji Color", "OpenMoji", "Noto Emoji"}) {
        const QString family = QString::fromLatin1(name);
        if (families.contains(family)) {
            return family;
        }
    }
    return {};
}

class SystemEmojiFont final : public EmojiFont {
public:
    QString family() const override { return m_family; }

    bool hasCharacters(const QString &text) override
    {
        const QList<uint> characters = text.toUcs4();
        return std::all_of(characters.begin(), characters.end(),
                           [this](uint c) { return !needsPicture(c) || hasCharacter(c); });
    }

    bool isOnePicture(const QString &text) override
    {
        const qreal width = m_metrics.horizontalAdvance(text);
        return width > 0 && width <= OnePicture * m_one;
    }

private:
    // The one font is asked itself, quickly; where there is none, all that Qt would fall back to.
    bool hasCharacter(uint c) { return m_family.isEmpty() ? m_metrics.inFontUcs4(c) : m_raw.supportsCharacter(c); }

    static QFont fontOf(const QString &family)
    {
        QFont font;
        if (!family.isEmpty()) {
            font.setFamilies({family});
        }
        font.setPixelSize(24);
        return font;
    }

    QString m_family = installedFamily();
    QFont m_font = fontOf(m_family);
    QFontMetricsF m_metrics{m_font};
    QRawFont m_raw = QRawFont::fromFont(m_font);
    qreal m_one = m_metrics.horizontalAdvance(QStringLiteral("\U0001f600"));
};

} // namespace

std::unique_ptr<EmojiFont> systemEmojiFont()
{
    return std::make_unique<SystemEmojiFont>();
}

} // namespace banter
