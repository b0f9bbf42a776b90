// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/features_model.h"
#include "models/members_model.h"
#include "models/outbox_model.h"
#include "models/reply_model.h"
#include "models/rooms_model.h"
#include "models/timeline_model.h"

namespace banter {

/// What the person writes in the current room: a draft, or another text for a message of theirs. GUI thread.
class ComposerModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by CurrentRoomModel")
    /// What was left in the room's composer. saveDraft() writes it.
    /// Notifies when another room is shown and when a text that could not be taken is put back, not for saveDraft().
    Q_PROPERTY(QString draft READ draft NOTIFY draftChanged)
    /// The message that the person is changing, by its client id; empty: none. An unsent one does not go out meanwhile.
    Q_PROPERTY(QString editing READ editing NOTIFY editingChanged)
    /// The server has it.
    Q_PROPERTY(bool editingSent READ editingSent NOTIFY editingChanged)
    /// Its text as it was.
    Q_PROPERTY(QString editedText READ editedText NOTIFY editingChanged)
    /// What it is to say instead, as noteRewording() was told. Does not notify for that.
    Q_PROPERTY(QString rewording READ rewording NOTIFY editingChanged)
    /// A translated sentence on why the last message was not taken: too many wait. Empty once one is taken, or some
    /// went.
    Q_PROPERTY(QString fullNote READ fullNote NOTIFY fullNoteChanged)
public:
    /// What it works on outlives it. `members` are those of the room that is shown: whom a text can mean.
    struct Parts {
        CommandSink &sink;
        RoomsModel &rooms;
        OutboxModel &outbox;
        const FeaturesModel &features;
        UndoModel &undo;
        ReplyModel &reply;
        const MembersModel *members = nullptr;
    };
    explicit ComposerModel(Parts parts, QObject *parent = nullptr);

    /// The room is no longer shown: others hear no more of typing, and what was being changed goes out as it was. Of
    /// another text for it, `undo` is offered.
    void leave();
    /// Another room is shown, or (empty, null) none. Says nothing of its draft: tellDraft() does, once all is there.
    void show(const QString &room, TimelineModel *timeline);
    /// The room is gone, or the person is no longer in it: another text for a message is a draft from then on.
    void lose();
    void tellDraft() { Q_EMIT draftChanged(); }
    /// What became of the messages. After the outbox took the same.
    void apply(const Changes &changes);
    /// A message, or a change of one, was not taken in: true when its text went back to where it was written.
    bool takeBack(const Failed &failure);
    /// Whether too many messages wait for another one to be taken.
    void setFull(bool full);
    void retranslate() { Q_EMIT fullNoteChanged(); }

    QString draft() const;
    QString editing() const { return m_edit.clientId; }
    bool editingSent() const { return m_edit.sent.has_value(); }
    QString editedText() const { return m_edit.before; }
    QString rewording() const { return m_edit.text; }
    QString fullNote() const;

    /// Surrounding blank is taken off; nothing is sent when nothing is left. The room's draft is cleared. It answers
    /// what was chosen for that. Members of the room who are named in it with an @ are meant, and the room by @room.
    Q_INVOKABLE void send(const QString &text);
    Q_INVOKABLE void saveDraft(const QString &text);
    /// Throws away what was left in that room's composer; `undo` is offered.
    Q_INVOKABLE void discardDraft(const QString &room);
    Q_INVOKABLE void setTyping(bool active);
    /// Begins to change a message of one's own in the current room; failed() says so when it is too late.
    Q_INVOKABLE void edit(const QString &clientId);
    /// The newest one that can be changed; nothing happens when there is none.
    Q_INVOKABLE void editLast();
    /// So far the person has this text in place of the one being changed.
    Q_INVOKABLE void noteRewording(const QString &text);
    /// Puts `text` in place of the one being changed. One without any words deletes the message, and `undo` is offered;
    /// where the server cannot delete what was sent, nothing happens.
    Q_INVOKABLE void saveEdit(const QString &text);
    /// The message stays as it was. Of another text that was written for it, `undo` is offered.
    Q_INVOKABLE void cancelEdit();

Q_SIGNALS:
    void draftChanged();
    void editingChanged();
    void fullNoteChanged();
    /// The person writes.
    void writing();
    /// There is something to go on with in that room.
    void roomWanted(const QString &room);
    /// A message is about to be handed over.
    void sending();
    /// A translated sentence on what could not be done in `room`.
    void failed(const QString &text, const QString &room);

private:
    /// A message that the server has, as it was when the person began to change it.
    struct Sent {
        QString id;
        qint64 rev = 0;
    };
    /// What is being changed.
    struct Rewording {
        QString clientId; ///< the message's; empty: none is
        QString before;   ///< its text as it was
        QString text;     ///< so far
        std::optional<Sent> sent = {};
        /// It has words that somebody would miss.
        bool isReworded() const { return !clientId.isEmpty() && text != before && !text.trimmed().isEmpty(); }
    };
    void editSent(const Message &message);
    void saveSent(const QString &words);
    void followSent(const std::vector<Amendment> &changes);
    void setEdit(Rewording edit);
    void offerRewording();
    void keepRewording();
    void takeUp(const QString &room, const Rewording &given);
    void giveBack(const QString &room, const QString &text);
    bool isTooLong(const QString &text) const;
    Mentions meantBy(const QString &text) const;

    using Texts = std::map<QString, std::pair<QString, QString>>; // client id -> (room, text)

    Parts m_parts;
    QString m_room;
    TimelineModel *m_timeline = nullptr;
    Texts m_handedOver; ///< not yet seen in a batch
    Texts m_reworded;   ///< not yet taken
    Rewording m_edit;
    int m_leftOver = 0; ///< in the outbox, after the batch before
    bool m_full = false;
    bool m_typingTold = false;
};

} // namespace banter
