// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "markup/blocks.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <qqmlregistration.h>

#include <memory>

namespace banter {

/// A place in a block where somebody is named.
struct MarkedMention {
    qsizetype at = 0; ///< in UTF-16 units of the block's text
    qsizetype length = 0;
    bool strong = false; ///< it is the reader who is meant
};

/// One block of a message, for the delegate that shows it. A value; cheap to copy.
class MarkedBlock {
    Q_GADGET
    QML_VALUE_TYPE(markedBlock)
    /// A plain text to be selected, code in a box, or a line across; one of them.
    Q_PROPERTY(bool code READ isCode)
    Q_PROPERTY(bool rule READ isRule)
    /// Plain text without marks; how it looks is for TextFormats.
    Q_PROPERTY(QString text READ text)
    Q_PROPERTY(QString language READ language)
    Q_PROPERTY(QString marker READ marker)
    /// How deep it is in quotes, and in lists.
    Q_PROPERTY(int quote READ quote)
    Q_PROPERTY(int list READ list)
    /// There are links in it.
    Q_PROPERTY(bool linked READ isLinked)
public:
    MarkedBlock() : MarkedBlock(markup::Block()) {}
    /// `mentions`: ascending, without overlap.
    explicit MarkedBlock(markup::Block block, std::vector<MarkedMention> mentions = {})
        : m_block(std::make_shared<const markup::Block>(std::move(block))),
          m_mentions(mentions.empty() ? nullptr
                                      : std::make_shared<const std::vector<MarkedMention>>(std::move(mentions)))
    {}

    const markup::Block &block() const { return *m_block; }
    /// Null: nobody is named.
    const std::vector<MarkedMention> *mentions() const { return m_mentions.get(); }
    bool isCode() const { return m_block->kind == markup::BlockKind::Code; }
    bool isRule() const { return m_block->kind == markup::BlockKind::Rule; }
    QString text() const { return m_block->text; }
    QString language() const { return m_block->language; }
    QString marker() const { return m_block->marker; }
    int quote() const { return m_block->quote; }
    int list() const { return m_block->list; }
    bool isLinked() const { return !m_block->targets.isEmpty(); }
    bool operator==(const MarkedBlock &other) const { return m_block == other.m_block; }

private:
    std::shared_ptr<const markup::Block> m_block;
    std::shared_ptr<const std::vector<MarkedMention>> m_mentions;
};

/// What the interface shows of a message's text. A value; cheap to copy.
class MarkedText {
    Q_GADGET
    QML_VALUE_TYPE(markedText)
    /// One text without anything around it shows it all: `first`. Most messages.
    Q_PROPERTY(bool simple READ isSimple)
    /// Something of `first` looks special.
    Q_PROPERTY(bool formatted READ isFormatted)
    Q_PROPERTY(banter::MarkedBlock first READ first)
    /// MarkedBlock values, at least one.
    Q_PROPERTY(QVariantList blocks READ blocks)
    /// How many emoji it is, if it is nothing else and they are few.
    Q_PROPERTY(int emoji READ emoji)
    /// For those who listen: without marks, at most MaxWords UTF-16 units.
    Q_PROPERTY(QString words READ words)
    /// Where it leads, each address once, the first MaxLinks in their order: more are no help to anybody in a menu.
    Q_PROPERTY(QStringList links READ links)
    /// All code that is in boxes, as it is to be copied.
    Q_PROPERTY(QString code READ code)
public:
    static constexpr qsizetype MaxWords = markup::limits::Chars;
    static constexpr qsizetype MaxLinks = 6;

    MarkedText() : MarkedText(QString()) {}
    /// Reads it. Time in proportion to the text; MarkupReader keeps what was read. `mentions`: whom it means, and
    /// `meant`: those of them that are the reader, or the room, as mentionsText() has them.
    explicit MarkedText(const QString &text, const QString &mentions = {}, const QString &meant = {});

    bool isSimple() const { return m_parts->simple; }
    bool isFormatted() const { return m_parts->formatted; }
    MarkedBlock first() const { return m_parts->blocks.front(); }
    QVariantList blocks() const;
    int emoji() const { return m_parts->emoji; }
    QString words() const { return m_parts->words; }
    QStringList links() const;
    QString code() const;
    bool operator==(const MarkedText &other) const { return m_parts == other.m_parts; }

private:
    struct Parts {
        bool simple = true;
        bool formatted = false;
        int emoji = 0;
        QString words;
        std::vector<MarkedBlock> blocks;
    };
    std::shared_ptr<const Parts> m_parts;
};

} // namespace banter
