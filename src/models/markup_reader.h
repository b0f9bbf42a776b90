// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "markup/typing.h"
#include "models/marked_text.h"

#include <QCache>

namespace banter {

/// markup::Rewriting, for the field that does it.
class TextRewriting {
    Q_GADGET
    QML_VALUE_TYPE(textRewriting)
    Q_PROPERTY(int at READ at)
    Q_PROPERTY(int length READ length)
    Q_PROPERTY(QString words READ words)
    Q_PROPERTY(int selectFrom READ selectFrom)
    Q_PROPERTY(int selectTo READ selectTo)
public:
    TextRewriting() = default;
    explicit TextRewriting(markup::Rewriting rewriting) : m_rewriting(std::move(rewriting)) {}

    int at() const { return int(m_rewriting.at); }
    int length() const { return int(m_rewriting.length); }
    QString words() const { return m_rewriting.words; }
    int selectFrom() const { return int(m_rewriting.selectFrom); }
    int selectTo() const { return int(m_rewriting.selectTo); }

private:
    markup::Rewriting m_rewriting;
};

/// Reads the texts of messages for the rows that show them, and keeps what it read: a row that is scrolled away and
/// back, or changes in anything but its text, costs nothing again. GUI thread.
class MarkupReader : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    /// Of texts that have marks: some screens of them.
    static constexpr int MaxKept = 256;

    using QObject::QObject;

    /// `mentions` and `meant` as MarkedText has them.
    Q_INVOKABLE banter::MarkedText read(const QString &text, const QString &mentions = {}, const QString &meant = {});
    /// markup::toggleMark().
    Q_INVOKABLE banter::TextRewriting toggleMark(const QString &text, int from, int to, const QString &mark) const
    {
        return TextRewriting(markup::toggleMark(text, from, to, mark));
    }
    int kept() const { return int(m_kept.size()); }

private:
    QCache<QString, MarkedText> m_kept{MaxKept};
};

} // namespace banter
