// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/auto_away.h"
#include "models/command_sink.h"
#include "models/connection_model.h"
#include "models/cursors_model.h"
#include "models/error_text.h"
#include "models/features_model.h"
#include "models/find_model.h"
#include "models/members_model.h"
#include "models/model_parts.h"
#include "models/notices_model.h"
#include "models/own_account_model.h"
#include "models/presence_kind.h"
#include "models/reading_model.h"
#include "models/request_model.h"
#include "models/rooms_model.h"
#include "models/server_question.h"
#include "models/timeline_model.h"
#include "models/typing_model.h"
#include "models/undo_model.h"
#include "session/changes.h"
#include "transport/secrecy.h"

#include <QUrl>
#include <QVariantList>

#include <map>
#include <memory>

namespace banter {

/// Whose chat it is, as far as it is known before the server says so.
struct SessionIdentity {
    QString user;
    QUrl server;
    QUrl hostAddress;                           ///< to hand to others; empty unless the server runs in this program
    QString dialect = QStringLiteral("banter"); ///< as it was chosen
};

/// The chat of one account: what happened comes in through apply(), what the person does goes out to the sink. It shows
/// one room at a time. GUI thread.
class SessionModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by AppModel")
    Q_PROPERTY(QString user READ user NOTIFY userChanged)
    Q_PROPERTY(QString ownInitials READ ownInitials NOTIFY userChanged)
    /// 0 to 359.
    Q_PROPERTY(int ownHue READ ownHue NOTIFY userChanged)
    /// host:port, for display.
    Q_PROPERTY(QString serverName READ serverName CONSTANT)
    /// ws://…, to hand to others; empty unless the server runs in this program.
    Q_PROPERTY(QString hostAddress READ hostAddress CONSTANT)
    /// Translated: what the server speaks, and whether that was found by itself.
    Q_PROPERTY(QString speaks READ speaks NOTIFY speaksChanged)
    Q_PROPERTY(banter::ConnectionModel *connection READ connection CONSTANT)
    /// Open while another server than the known one answers.
    Q_PROPERTY(banter::ServerQuestion *serverQuestion READ serverQuestion CONSTANT)
    Q_PROPERTY(banter::RoomsModel *rooms READ rooms CONSTANT)
    /// Of the current room; null when there is none. Another object for another room.
    Q_PROPERTY(banter::TimelineModel *timeline READ timeline NOTIFY currentRoomChanged)
    Q_PROPERTY(banter::MembersModel *members READ members CONSTANT)
    Q_PROPERTY(banter::TypingModel *typing READ typing CONSTANT)
    Q_PROPERTY(banter::CursorsModel *cursors READ cursors CONSTANT)
    Q_PROPERTY(banter::NoticesModel *notices READ notices CONSTANT)
    Q_PROPERTY(banter::FeaturesModel *features READ features CONSTANT)
    Q_PROPERTY(banter::FindModel *find READ find CONSTANT)
    /// What of the current room is unread, and where.
    Q_PROPERTY(banter::ReadingModel *reading READ reading CONSTANT)
    /// Messages that were deleted a moment ago.
    Q_PROPERTY(banter::UndoModel *undo READ undo CONSTANT)
    Q_PROPERTY(banter::OwnAccountModel *ownAccount READ ownAccount CONSTANT)
    /// "" for none. Setting it to a room that is not joined shows nothing: join it first.
    Q_PROPERTY(QString currentRoom READ currentRoom WRITE setCurrentRoom NOTIFY currentRoomChanged)
    /// The current room's messages are on the screen, and not another pane in their place. Set by the view: nothing is
    /// read while they are not.
    Q_PROPERTY(bool messagesShown READ messagesShown WRITE setMessagesShown NOTIFY messagesShownChanged)
    Q_PROPERTY(bool currentRoomPrivate READ currentRoomPrivate NOTIFY currentRoomInfoChanged)
    Q_PROPERTY(bool canInvite READ canInvite NOTIFY currentRoomInfoChanged)
    /// What was left in the current room's composer. saveDraft() writes it.
    /// Notifies when another room is shown and when a text that could not be taken is put back, not for saveDraft().
    Q_PROPERTY(QString draft READ draft NOTIFY draftChanged)
    /// Messages without a verdict, all rooms.
    Q_PROPERTY(int unsent READ unsent NOTIFY unsentChanged)
    /// The same, and those that failed and wait for the person.
    Q_PROPERTY(int leftOver READ leftOver NOTIFY unsentChanged)
    /// The unsent message that the person is changing; empty: none. It does not go out meanwhile.
    Q_PROPERTY(QString editing READ editing NOTIFY editingChanged)
    /// Its text as it was.
    Q_PROPERTY(QString editedText READ editedText NOTIFY editingChanged)
    /// A translated sentence on why the last message was not taken: too many wait. Empty once one is taken, or some
    /// went.
    Q_PROPERTY(QString fullNote READ fullNote NOTIFY fullNoteChanged)
    /// The password was given again, and the server has not said yes or no.
    Q_PROPERTY(bool signingIn READ signingIn NOTIFY signInChanged)
    /// Translated: why it was not taken; empty while nothing is wrong.
    Q_PROPERTY(QString signInError READ signInError NOTIFY signInChanged)
    /// What is sent to the server can be read by others on the way.
    Q_PROPERTY(bool openWay READ openWay CONSTANT)
    /// What becomes of createRoom() and joinRoom().
    Q_PROPERTY(banter::RequestModel *roomRequest READ roomRequest CONSTANT)
    /// Of invite().
    Q_PROPERTY(banter::RequestModel *inviteRequest READ inviteRequest CONSTANT)
    /// Of setStatusText().
    Q_PROPERTY(banter::RequestModel *statusRequest READ statusRequest CONSTANT)
    /// What was chosen; Away in place of Online while nobody is at this computer.
    Q_PROPERTY(banter::PresenceKind::Kind ownStatus READ ownStatus NOTIFY ownStatusChanged)
    Q_PROPERTY(QString ownStatusText READ ownStatusText NOTIFY ownStatusChanged)
public:
    SessionModel(SessionIdentity identity, CommandSink &sink, ModelParts parts, QObject *parent = nullptr);
    ~SessionModel() override;

    /// One batch. Call at most once a frame.
    void apply(const Changes &changes);
    void retranslate();

    QString user() const { return m_identity.user; }
    QString ownInitials() const;
    int ownHue() const;
    QString serverName() const;
    QString hostAddress() const;
    QString speaks() const;
    ConnectionModel *connection() { return &m_connection; }
    ServerQuestion *serverQuestion() { return &m_serverQuestion; }
    RoomsModel *rooms() { return &m_rooms; }
    TimelineModel *timeline() { return m_timeline; }
    MembersModel *members() { return &m_members; }
    TypingModel *typing() { return &m_typing; }
    CursorsModel *cursors() { return &m_cursors; }
    NoticesModel *notices() { return &m_notices; }
    FeaturesModel *features() { return &m_features; }
    FindModel *find() { return &m_find; }
    ReadingModel *reading() { return &m_reading; }
    UndoModel *undo() { return &m_undo; }
    OwnAccountModel *ownAccount() { return &m_ownAccount; }
    QString currentRoom() const { return m_currentRoom; }
    void setCurrentRoom(const QString &room);
    bool messagesShown() const { return m_messagesShown; }
    void setMessagesShown(bool shown);
    bool currentRoomPrivate() const;
    bool canInvite() const;
    QString draft() const;
    int unsent() const { return m_unsent; }
    int leftOver() const { return static_cast<int>(m_waiting.size()); }
    QString editing() const { return m_editing; }
    QString editedText() const { return m_editedText; }
    QString fullNote() const { return m_full ? fullWords() : QString(); }
    bool signingIn() const { return m_signingIn; }
    QString signInError() const;
    bool openWay() const { return canBeReadOnTheWay(m_identity.server); }
    RequestModel *roomRequest() { return &m_roomRequest; }
    RequestModel *inviteRequest() { return &m_inviteRequest; }
    RequestModel *statusRequest() { return &m_statusRequest; }
    PresenceKind::Kind ownStatus() const;
    QString ownStatusText() const { return m_own.text; }

    /// Surrounding blank is taken off; nothing is sent when nothing is left. The room's draft is cleared.
    Q_INVOKABLE void send(const QString &text);
    /// A failed message again.
    Q_INVOKABLE void retry(const QString &clientId);
    /// Deletes an unsent message; `undo` can bring it back for a while. A call that can only be the second click of a
    /// double click does nothing.
    Q_INVOKABLE void discard(const QString &clientId);
    /// Begins to change an unsent message of the current room; failed() says so when it is too late.
    Q_INVOKABLE void edit(const QString &clientId);
    /// The newest one that can be changed; nothing happens when there is none.
    Q_INVOKABLE void editLast();
    /// Puts `text` in place of the one being changed. One without any words deletes the message.
    Q_INVOKABLE void saveEdit(const QString &text);
    Q_INVOKABLE void cancelEdit();
    /// Asks again about the other server that answered; nothing when there is none.
    Q_INVOKABLE void askAboutServer();
    /// With the password, after the server refused what there was. What is unsent goes out then.
    Q_INVOKABLE void signInAgain(const QString &password);
    /// Brings a message into view, whichever room it is in and however old it is: TimelineModel::landed() follows.
    Q_INVOKABLE void showMessage(const QString &room, qint64 seq);
    /// The next newer messages, where the rows do not reach the newest.
    Q_INVOKABLE void loadNewer();
    /// Ignored while a page is on its way and at the start of the history.
    Q_INVOKABLE void loadOlder();
    Q_INVOKABLE void saveDraft(const QString &text);
    Q_INVOKABLE void createRoom(const QString &name, bool isPrivate);
    Q_INVOKABLE void joinRoom(const QString &name);
    /// What was written there and not sent keeps the person in the room: see waitingIn().
    Q_INVOKABLE void leaveRoom(const QString &name);
    /// Leaves when everything that waits there is sent; when one of it cannot be, failed() says so.
    Q_INVOKABLE void leaveAfterSending(const QString &name);
    /// Leaves, and throws away what was not sent there.
    Q_INVOKABLE void leaveDiscarding(const QString &name);
    /// Own messages of any room that were not sent, in their order: objects with clientId, text, failure (a translated
    /// sentence, empty while it waits) and pending. unsentChanged() tells of a change.
    Q_INVOKABLE QVariantList waitingIn(const QString &room) const;
    Q_INVOKABLE void invite(const QString &user);
    /// Accepted, the room is shown once one is in it.
    Q_INVOKABLE void answerInvitation(const QString &room, bool accept);
    /// What the person chose to be; kept, and for all of their devices. The text stays as it is.
    Q_INVOKABLE void setStatus(banter::PresenceKind::Kind kind);
    /// The person's own words, empty for none. The status stays as it is.
    Q_INVOKABLE void setStatusText(const QString &text);
    Q_INVOKABLE void setTyping(bool active);
    /// 0 to 1 each; what is outside is brought in.
    Q_INVOKABLE void moveCursor(double x, double y);
    Q_INVOKABLE void leaveCursor();
    /// Whether the window is the active one.
    Q_INVOKABLE void setActive(bool active);
    /// Asks the system for how long nobody has used this computer; noteIdle() is its answer, in ms.
    void setIdleAsk(std::function<void()> ask) { m_autoAway.setAsk(std::move(ask)); }
    void noteIdle(qint64 ms) { m_autoAway.idle(ms); }
    /// Any key or mouse: the person is here.
    Q_INVOKABLE void noteInput();

Q_SIGNALS:
    void userChanged();
    void currentRoomChanged();
    void messagesShownChanged();
    void currentRoomInfoChanged();
    void draftChanged();
    void unsentChanged();
    void speaksChanged();
    void editingChanged();
    void fullNoteChanged();
    void signInChanged();
    void ownStatusChanged();
    /// A translated sentence for a toast.
    void noticed(const QString &text);
    /// A translated sentence on something that did not work; `room` is empty when it concerns none.
    void failed(const QString &text, const QString &room);
    /// A token to keep, or (empty) the kept one is void. For AppModel.
    void tokenChanged(const QString &token);

private:
    /// Who is in a room that was opened, kept while another one is shown.
    struct People {
        std::map<QString, Member> members;
        QStringList typing;
        std::map<QString, CursorPoint> cursors;
    };

    void applyIdentity(const Changes &changes);
    void applyRooms(const Changes &changes);
    void chooseRoom();
    void applyMessages(const Changes &changes);
    void noteWaiting(const Changes &changes);
    void applyRosters(const Changes &changes);
    void applyPresence(const Changes &changes);
    void applyEphemeral(const Changes &changes);
    void applyWords(const Changes &changes);
    void applyFailure(const Failed &failure);
    void applySignIn(const Changes &changes);
    RequestModel *requestOf(Deed deed);
    QString nameOf(const QString &typed) const;
    void takeForLater();
    bool returnText(const Failed &failure);
    QString wordsOf(const Failed &failure) const;
    ErrorSource source() const;
    void setEditing(const QString &clientId, const QString &text);
    void setFull(bool full);
    static QString fullWords();

    TimelineModel *findTimeline(const QString &room);
    TimelineModel &timelineOf(const QString &room);
    bool watched() const { return m_active && m_messagesShown; }
    void noteWatched();
    void leaveCurrent();
    void leave(const QString &name, tell::LeaveRoom::Words words);
    void countWaiting();
    void showPeople();
    void showMembers();
    void countMembers();
    void forget(const QString &room);
    void giveBack(const QString &room, const QString &text);
    void askOlder(const QString &room, Seq before, int limit);
    void tellAway();
    void minute();
    void tellRead(const QString &room, Seq seq);
    void withdraw(const QString &clientId);

    SessionIdentity m_identity;
    QString m_found; // the dialect, where it was found by itself
    CommandSink &m_sink;
    ModelParts m_parts;
    ConnectionModel m_connection;
    ServerQuestion m_serverQuestion;
    std::optional<OtherServer> m_otherServer; ///< that answered last
    RoomsModel m_rooms;
    MembersModel m_members;
    TypingModel m_typing;
    CursorsModel m_cursors;
    NoticesModel m_notices;
    FeaturesModel m_features;
    FindModel m_find;
    ReadingModel m_reading;
    UndoModel m_undo;
    OwnAccountModel m_ownAccount;
    AutoAway m_autoAway;
    RequestModel m_roomRequest;
    RequestModel m_inviteRequest;
    RequestModel m_statusRequest;

    QString m_currentRoom;
    TimelineModel *m_timeline = nullptr;
    // The rooms shown lately, the newest last: going back to one shows it at once.
    std::vector<std::unique_ptr<TimelineModel>> m_timelines;
    std::map<QString, People> m_people;
    std::map<QString, ShownMessage> m_waiting;                   // own, pending or failed, by client id
    std::map<QString, std::pair<QString, QString>> m_handedOver; // client id -> (room, text): not yet seen in a batch
    std::map<QString, Seq> m_marked;                             // room -> read position that was told
    QString m_wantedRoom;                                        // joined or created here: shown once it is there
    OwnChoice m_own;
    QString m_editing;
    QString m_editedText;
    std::map<QString, std::pair<QString, QString>> m_reworded; // client id -> (room, text): not yet taken
    // As a function, so that a change of language changes the sentence too.
    std::function<QString()> m_signInError;
    bool m_signingIn = false;
    bool m_joining = false; // the room that is wanted: not created, but joined as soon as it can be
    bool m_full = false;
    std::size_t m_waitingBefore = 0;
    int m_unsent = 0;
    bool m_active = true;
    bool m_messagesShown = true;
    bool m_typingTold = false;
    bool m_cursorTold = false;
    TimerId m_minuteTimer = 0;
};

} // namespace banter
