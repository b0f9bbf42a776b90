// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/error_text.h"
#include "models/undo_model.h"
#include "session/changes.h"

#include <QVariantList>

#include <map>
#include <vector>

namespace banter {

/// Own messages of all rooms that the server has not taken, and changes of messages: they wait, or they failed. GUI
/// thread.
class OutboxModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// Messages, and changes of what they say, without a verdict.
    Q_PROPERTY(int unsent READ unsent NOTIFY changed)
    /// The same, those that failed and wait for the person, and reactions.
    Q_PROPERTY(int leftOver READ leftOver NOTIFY changed)
public:
    /// Deleted messages are offered by `undo`, which outlives it.
    OutboxModel(CommandSink &sink, UndoModel &undo, QObject *parent = nullptr);

    void apply(const Changes &changes);
    /// Who refuses messages.
    void setErrorSource(ErrorSource source) { m_errorSource = source; }

    int unsent() const { return m_unsent; }
    int leftOver() const { return static_cast<int>(m_waiting.size() + m_changes.size()); }
    /// Null when there is none of that client id. Valid until the next change.
    const ShownMessage *find(const QString &clientId) const;
    /// Those of one room, the oldest first. Valid until the next change.
    std::vector<const ShownMessage *> of(const QString &room) const;
    /// The changes of messages of one room, in the order in which they were wished. Valid until the next change.
    std::vector<const ShownOperation *> changesOf(const QString &room) const;
    /// What the person wishes of that message; null: nothing. Valid until the next change.
    const ShownOperation *wishOf(const Message &message) const;
    bool isToBeDeleted(const Message &message) const;
    /// How many there are, by room; rooms without any are left out.
    std::map<QString, int> counts() const;
    /// Deletes one, or takes back a change; `undo` can bring it back for a while.
    void withdraw(const QString &clientId);
    /// Deletes, for everybody, a message of one's own that the server has, by its ids and room. Nobody is told before
    /// `undo` cannot take it back any more.
    void deleteSent(const Message &message);
    /// The session did not take that deletion.
    void giveUp(const QString &clientId);
    /// All that wait in a room are about to be thrown away there: `undo` can bring them back for a while.
    void offer(const QString &room);

    /// A failed message again.
    Q_INVOKABLE void retry(const QString &clientId);
    /// withdraw(), but a call that can only be the second click of a double click does nothing.
    Q_INVOKABLE void discard(const QString &clientId);
    /// Own messages of any room that were not sent, and then changes of sent ones, in their order: objects with
    /// clientId, text, failure (a translated sentence, empty while it waits) and pending. changed() tells of a change.
    Q_INVOKABLE QVariantList waitingIn(const QString &room) const;

Q_SIGNALS:
    void changed();
    /// The person deletes that one: whoever is at it lets it go.
    void withdrawn(const QString &clientId);
    /// The person takes back an edit of a sent message, whose client id it is, or lets its other text stand: these
    /// words would be lost.
    void editWithdrawn(const QString &room, const QString &clientId, const QString &text);
    /// Other changes than before are wished of that room's messages, and nobody else says so.
    void wishesChanged(const QString &room);

private:
    using Operations = std::vector<ShownOperation>;

    void offer(const ShownMessage &own);
    void applyOperation(const ShownOperation &shown);
    void withdrawChange(const QString &clientId);
    void endHold(const QString &clientId, bool goes);
    void recount(int leftOverBefore);
    static QString changeText(const ShownOperation &change);

    CommandSink &m_sink;
    UndoModel &m_undo;
    std::map<QString, ShownMessage> m_waiting; ///< by client id
    Operations m_changes;                      ///< in the order in which they were wished
    Operations m_held;                         ///< deletions that the session is not told of yet
    int m_unsent = 0;
    ErrorSource m_errorSource = ErrorSource::OwnServer;
};

} // namespace banter
