// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

#include <map>
#include <optional>

namespace banter::cli {

/// Which lines may be given to the session, so that they go out in their order: a full outbox turns a long line away
/// and takes the shorter ones behind it. As long as all that is given surely fits, many are under way; otherwise one.
/// Pure; one thread.
class SendWindow {
public:
    /// Messages, and bytes of text as an outbox counts them, that may be in it with what is given. It holds 10,000 and
    /// 16 MiB (session/outbox.h); a few seconds' worth keeps the fastest link busy.
    static constexpr qsizetype MaxGiven = 2'000;
    static constexpr qint64 MaxBytes = 4 * 1024 * 1024;

    struct Line {
        qint64 number = 0;
        QString text;
    };

    /// Whether the next line may be given, one that never was before.
    bool mayGive() const;
    void give(const QString &clientId, Line line);

    /// A line without a verdict; null when there is none of that id. Valid until the next change.
    const Line *find(const QString &clientId) const;
    qsizetype size() const { return m_given.size(); }

    /// A verdict on a given line, and it is out of the outbox.
    void settle(const QString &clientId);
    /// The outbox had no room for a given line. It is not under way any more and waits for its turn.
    void turnAway(const QString &clientId);
    /// What heldUp() gives, once something has left the outbox since the last try. The line is given again with this.
    std::optional<QString> takeTurnedAway();
    /// The first line that was turned away, when nothing that was given is under way.
    std::optional<QString> heldUp() const;

    /// A message that the outbox holds and that is no line without a verdict: of an earlier run, or a refused one.
    void noteOther(const QString &clientId, const QString &text);
    /// It has left the outbox. Nothing happens when it was not noted.
    void forgetOther(const QString &clientId);

private:
    static qint64 bytesOf(const QString &text) { return text.size() * qint64(sizeof(QChar)); }

    QHash<QString, Line> m_given;           ///< by client id
    std::map<qint64, QString> m_turnedAway; ///< client ids by the number of the line
    QHash<QString, qint64> m_others;        ///< bytes by client id
    qint64 m_bytes = 0;                     ///< of both
    bool m_hasLeft = false;                 ///< something left the outbox since the last try
};

} // namespace banter::cli
