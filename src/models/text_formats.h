// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "markup/code.h"
#include "models/marked_text.h"

#include <QColor>
#include <QPointer>
#include <QQmlParserStatus>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>

namespace banter {

/// How a block looks in a TextEdit of plain text: formats that lie over the words. The TextEdit never has markup, so
/// there is nothing to be injected and nothing that could be loaded; what is selected and copied is the plain text.
/// GUI thread.
class TextFormats : public QSyntaxHighlighter, public QQmlParserStatus {
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    /// The textDocument of the TextEdit, whose text is that of the block.
    Q_PROPERTY(QQuickTextDocument *target READ target WRITE setTarget NOTIFY changed)
    Q_PROPERTY(banter::MarkedBlock block READ block WRITE setBlock NOTIFY changed)
    Q_PROPERTY(QColor link MEMBER m_link NOTIFY changed)
    /// Behind code in a line of words.
    Q_PROPERTY(QColor codeFill MEMBER m_codeFill NOTIFY changed)
    /// Where somebody is named, and where it is the reader: the letters, and what is behind them.
    Q_PROPERTY(QColor mention MEMBER m_mention NOTIFY changed)
    Q_PROPERTY(QColor mentionFill MEMBER m_mentionFill NOTIFY changed)
    Q_PROPERTY(QColor meant MEMBER m_meant NOTIFY changed)
    Q_PROPERTY(QColor meantFill MEMBER m_meantFill NOTIFY changed)
    Q_PROPERTY(QColor keyword MEMBER m_keyword NOTIFY changed)
    Q_PROPERTY(QColor string MEMBER m_string NOTIFY changed)
    Q_PROPERTY(QColor comment MEMBER m_comment NOTIFY changed)
    Q_PROPERTY(QColor number MEMBER m_number NOTIFY changed)
    /// What code is written in.
    Q_PROPERTY(QString codeFamily READ codeFamily CONSTANT)
public:
    explicit TextFormats(QObject *parent = nullptr);

    QQuickTextDocument *target() const { return m_target; }
    void setTarget(QQuickTextDocument *target);
    MarkedBlock block() const { return m_block; }
    void setBlock(const MarkedBlock &block);
    static QString codeFamily();

    /// Where the link under this point of the TextEdit leads; empty: there is none.
    Q_INVOKABLE QString linkAt(qreal x, qreal y) const;

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void changed();

protected:
    void highlightBlock(const QString &line) override;

private:
    void renew();
    QTextCharFormat formatOf(const markup::Span &span) const;
    QColor colourOf(markup::TokenKind kind) const;
    void markMention(int first, int length, bool strong);

    QPointer<QQuickTextDocument> m_target;
    MarkedBlock m_block;
    std::vector<markup::Token> m_tokens; ///< of a block of code
    QColor m_link;
    QColor m_codeFill;
    QColor m_mention;
    QColor m_mentionFill;
    QColor m_meant;
    QColor m_meantFill;
    QColor m_keyword;
    QColor m_string;
    QColor m_comment;
    QColor m_number;
    bool m_complete = false;
};

} // namespace banter
