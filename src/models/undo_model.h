// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/model_parts.h"

#include <QObject>
#include <qqmlregistration.h>

#include <functional>
#include <optional>
#include <vector>

namespace banter {

/// What was deleted or given up a moment ago and can be brought back: messages, and other words. GUI thread.
class UndoModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// How many messages one undo() brings back; 0 when there is none.
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// The same of drafts, and of changes of messages, that were given up.
    Q_PROPERTY(int texts READ texts NOTIFY changed)
    /// One of the messages may have reached the server: then it is there, whether it is brought back or not.
    Q_PROPERTY(bool mayHaveArrived READ mayHaveArrived NOTIFY changed)
public:
    /// How long it is offered after the last deletion: ten seconds, twice what it takes to read the sentence and reach
    /// the button.
    static constexpr qint64 OfferMs = 10'000;
    /// How long what everybody else still sees is held back for that. Others should not have to wait longer for it.
    static constexpr qint64 HoldMs = 5'000;
    /// A second click of a double click comes within this time after the first one (Qt's own limit is 400 ms; Windows
    /// lets people choose up to 900).
    static constexpr qint64 DoubleClickMs = 900;

    /// `restore` brings a message back, by its client id.
    UndoModel(ModelParts parts, std::function<void(const QString &)> restore, QObject *parent = nullptr);
    ~UndoModel() override;

    /// Whether a click that deletes is none that belongs to the one before it: the rows move up, and the second click
    /// of a double click would hit the next message.
    bool mayDelete() const;
    void add(const QString &clientId, bool mayHaveArrived);
    /// Words that are no message; `back` brings them back, and works for as long as this is there.
    void addText(std::function<void()> back);
    /// A message that the server has is to be deleted: `go` does it once nobody can take it back any more, after HoldMs
    /// or with settle(), unless `back` was called or `id` dropped before.
    void hold(const QString &id, std::function<void()> back, std::function<void()> go);
    /// It was taken back in another way.
    void drop(const QString &id);
    /// What is held goes now: its person leaves.
    void settle();

    int count() const;
    int texts() const { return static_cast<int>(m_ways.size()) - count(); }
    bool mayHaveArrived() const;
    /// Brings back all that are offered, the latest first.
    Q_INVOKABLE void undo();

Q_SIGNALS:
    void changed();

private:
    struct Way {
        QString id;
        std::function<void()> back;
        std::function<void()> go; ///< none where it is done already
        MonoMs until = 0;
        bool isMessage = false;
        bool mayHaveArrived = false;
    };
    void offer(Way way, qint64 ms);
    void wait();
    void end(const std::function<bool(const Way &)> &isOver, bool goes);

    ModelParts m_parts;
    std::function<void(const QString &)> m_restore;
    std::vector<Way> m_ways; ///< the latest last
    std::optional<MonoMs> m_deletedAt;
    TimerId m_timer = 0;
};

} // namespace banter
