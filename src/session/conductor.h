// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/change_log.h"
#include "session/disk.h"
#include "session/known_room.h"
#include "session/outbox.h"
#include "session/presence_choice.h"
#include "session/send_pacer.h"
#include "session/server_trust.h"
#include "session/session.h"
#include "session/withdrawn.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace banter {

/// Whether a refusal says "not now" rather than "no".
inline bool isPutOff(ErrorCode code)
{
    return code == ErrorCode::RateLimited || code == ErrorCode::Unavailable || code == ErrorCode::StorageFull ||
           code == ErrorCode::TimedOut || code == ErrorCode::NotConnected;
}

/// The parts of a session and the order of things between them. One file each: commands (what a person wants),
/// recovery (sign-in and catch-up), history, outgoing, live (presence, typing, cursors) and storage.
class Session::Impl final {
public:
    /// Of the store's setting with the fingerprint of the known server.
    static inline const QString KnownServer = QStringLiteral("knownServer");

    Impl(Session &session, SessionConfig config, ConnectionParts parts, std::unique_ptr<Dialect> dialect,
         std::unique_ptr<ClientStore> store);
    ~Impl();

    void tell(const tell::Command &command);
    Changes takeChanges();
    int unsent() const { return m_outbox.unsent(); }

private:
    /// What an answer will be about.
    struct Asked {
        enum class What {
            ListRooms,
            Create,
            Join,
            Leave,
            Invite,
            Answer,
            Subscribe,
            Older,
            Gap,
            After,
            Doubt,
            Send,
            Read,
            Presence,
            Account, ///< see m_accountAsked
            Logout
        };
        What what;
        QString room;
        QString clientId;
        MonoMs deadline = 0;
        Span span;
        int limit = 0; ///< of a page
    };

    // commands.cpp
    void on(const tell::Connect &);
    void on(const tell::Disconnect &);
    void on(const tell::LimitTries &command);
    void on(const tell::RetryNow &);
    void on(const tell::TrustServer &);
    void on(const tell::SignInAgain &);
    void on(const tell::Logout &);
    void on(const tell::CreateRoom &);
    void on(const tell::JoinRoom &);
    void on(const tell::LeaveRoom &);
    void on(const tell::Invite &);
    void on(const tell::AnswerInvitation &);
    void on(const tell::OpenRoom &);
    void on(const tell::CloseRoom &);
    void on(const tell::LoadOlder &);
    void on(const tell::LoadAround &);
    void on(const tell::Search &);
    void on(const tell::Send &);
    void on(const tell::Retry &);
    void on(const tell::Hold &);
    void on(const tell::Release &);
    void on(const tell::Edit &);
    void on(const tell::Discard &);
    void on(const tell::Restore &);
    void on(const tell::SaveDraft &);
    void on(const tell::MarkRead &);
    void on(const tell::Typing &);
    void on(const tell::MoveCursor &);
    void on(const tell::LeaveCursor &);
    void on(const tell::SetPresence &);
    void on(const tell::FollowRecording &);

    // own_account.cpp
    void on(const tell::ChangePassword &);
    void on(const tell::ListDevices &);
    void on(const tell::DropDevices &);
    void on(const tell::MakeInviteCode &);
    void on(const heard::DevicesListed &);
    void on(const heard::InviteCodeMade &);
    struct AccountAsked {
        AccountAnswer::What what;
        QString newPassword; ///< ChangePassword
    };
    void askAccount(AccountAsked asked, const ask::Request &request);
    void tellAccount(AccountAnswer answer);
    std::optional<AccountAsked> accountAnswered(heard::Ticket ticket);
    void accountDone(heard::Ticket ticket);
    void adoptPassword(const QString &password);
    void accountFailed(heard::Ticket ticket, const Error &error);
    void loseAccountAnswers();

    // recovery.cpp
    void linkLost();
    void on(const heard::Welcomed &);
    void on(const heard::RoomsListed &);
    void on(const heard::Subscribed &);
    void adoptEpoch(const QString &epoch);
    void forgetHistory(KnownRoom &room);
    void subscribe(KnownRoom &room);
    bool wantsStream(const KnownRoom &room) const;
    std::vector<Message> recentOf(const KnownRoom &room);
    void resume(heard::Ticket ticket);
    void settleResume(heard::Ticket ticket);
    void becomeReady();

    // meeting.cpp: who is at the other end, before anything secret is said
    void linkOpened(const QString &subprotocol);
    void on(const heard::Identified &);
    void meet(const std::optional<protocol::ServerProof> &proof);
    void turnAwayFrom(ServerTrust::Verdict verdict);
    void keepServer(const QString &fingerprint);
    LinkRequest linkRequest() const;

    // sign_in.cpp
    void on(const heard::Refused &);
    bool isSomebodyElse(const QString &user);
    void adoptCredentials(const heard::Welcomed &welcomed);
    bool tryPasswordInstead(const Error &error);
    Error refusalOf(const Error &error);
    bool registersAgain(ErrorCode code);

    // wishes.cpp: joins and leaves, until they have their answer
    void askWishes();
    void waitForJoins();
    QStringList unsentIn(const QString &room) const;
    bool mayGo(const QString &room, const tell::LeaveRoom &command);
    void leaveWhenSent(const QString &room);
    void stay(KnownRoom &room);
    bool isAsked(Asked::What what, const QString &room) const;
    void askWish(const KnownRoom &room);
    void keepWishes();
    void loadWishes(const QString &joins, const QString &leaves, const QString &sendingFirst);
    void refusedWish(const Asked &asked, const Error &error);
    void askLater(const Error &error);

    // doubts.cpp: own messages that were acknowledged in a history that is gone
    void doubtOwn(const KnownRoom &room);
    void judgeDoubted(KnownRoom &room, const HistoryPage &page, Seq oldestIfEmpty);
    void askForDoubted(KnownRoom &room, Seq newest);
    void lookForDoubted();
    void giveUpDoubted(const QString &room);
    void sendDoubted(const QString &clientId);
    std::vector<Outbox::Item *> doubted(const QString &room);

    // rooms.cpp
    void on(const heard::RoomChanged &);
    void on(const heard::RoomLeft &);
    void on(const heard::Activity &);
    void adoptRoom(const Room &room, bool live);
    void leaveBehind(const QString &id, bool wished);
    void dropRoom(const QString &room);
    void discardDoubted(const QString &room);
    void forgetWhenDone(const QString &room);
    void markRead(KnownRoom &room, Seq seq);
    void sendReadMark(KnownRoom &room);
    void refusedMark(KnownRoom &room, const Error &error);

    // history.cpp: what the server says of messages
    /// Which of the messages that come in the views are given.
    enum class Giving {
        Live,       ///< what is new to them; it arrived now
        Background, ///< what is new to them and among what they show
        All,        ///< everything: they asked for it
    };
    void on(const heard::HistoryFetched &);
    void on(const heard::MessageArrived &);
    void complete(Message &message, bool live) const;
    void takeIn(KnownRoom &room, std::vector<Message> messages, Span covered, bool reachesStart, Giving giving);
    void keepHistory(KnownRoom &room, std::vector<Message> messages, Span covered, std::vector<QString> settled);
    void historyStored(const keep::PutMessages &put);
    void verdict(const Message &message);
    bool knowsPlace(const KnownRoom &room, Seq seq) const;
    void showFrom(KnownRoom &room, Seq seq);
    void takeSubscribedPage(KnownRoom &room, const HistoryPage &page);
    void takeGapPage(KnownRoom &room, const HistoryPage &page, Span asked);
    void fillGaps(KnownRoom &room);
    void weigh(KnownRoom &room, const HistoryPage &page, int limit);
    void noteFruit(KnownRoom &room, bool fruitful);
    bool mustWait(const KnownRoom &room);
    void fillLater(const Error &error);
    void give(const Message &message, bool live);
    void publishHistory(const KnownRoom &room);

    // viewing.cpp: what views ask for
    void showUnsent(const QString &room);
    void unsubscribe(KnownRoom &room);
    void endStream(KnownRoom &room);
    void showOlder(KnownRoom &room, Seq before, int limit);
    std::optional<Span> storedBelow(const KnownRoom &room, Seq before) const;
    void giveStored(KnownRoom &room, Span span, Giving giving);
    void noteShown(KnownRoom &room, Seq first, Seq before);
    void takeOlderPage(KnownRoom &room, const HistoryPage &page, Span asked);
    void fillFirstPage(KnownRoom &room);
    void stepOverAbsence(KnownRoom &room) const;
    void giveInOrder(KnownRoom &room);
    void fetchNext(KnownRoom &room);
    void takeNextPage(KnownRoom &room, const HistoryPage &page, Seq next);

    // outgoing.cpp
    void on(const heard::Acknowledged &);
    void pumpOutbox();
    void pumpOutboxIn(qint64 ms);
    void pumpOutboxSoon();
    void recallOutbox();
    void findTooBig();
    bool settle(const QString &clientId);
    void refused(const QString &clientId, const Error &error);
    void fail(Outbox::Item &item, const Error &error);
    void unconfirm(Outbox::Item &item, qint64 place = 0);
    void noteOnTheirWay(const std::vector<const OutboxEntry *> &batch);
    void waitForPerson(Outbox::Item &item, DeliveryState state, const Error &error, qint64 place = 0);
    void showEntry(const OutboxEntry &entry, const QString &before = {});
    void restored(const QString &clientId);
    qint64 placeOf(const QString &clientId);
    void accepted(const QString &clientId, const Status &status);
    bool tellVerdictAgain(const OutboxEntry &entry);
    static bool mayReword(const OutboxEntry &entry);
    void sendAsAnother(const Outbox::Item &item, const QString &text);
    void reword(Outbox::Item &item, const QString &text);
    void reworded(const OutboxEntry &before, const Status &status);
    void fixed(const QString &clientId);
    void keepOtherWording(const Message &message);
    void watchAcks();
    void ackTimerFired();

    // live.cpp
    void on(const heard::MemberJoined &);
    void on(const heard::MemberLeft &);
    void on(const heard::PresenceChanged &);
    void takeRoster(KnownRoom &room, std::vector<Member> members);
    void on(const heard::OwnPresenceChanged &);
    void noteSelf(const Presence &presence);
    void sendPresence();
    void presenceTaken();
    bool presenceRefused(const Error &error);
    void toldAll();
    void keepChoice();
    /// A sleep is time in which nothing was said.
    PresenceChoice::Now moment() const { return {m_parts.clock.sleeplessMs(), m_parts.clock.wallMs()}; }
    void on(const heard::TypingChanged &);
    void on(const heard::CursorMoved &);
    void on(const heard::CursorGone &);
    void stopsTyping(KnownRoom &room, const QString &user);
    void publishTyping(const KnownRoom &room);
    void expireTyping();
    void watchTyping();
    void sayTyping(KnownRoom &room, bool active);
    void refreshTyping(KnownRoom &room);
    void stopOwnTyping(KnownRoom &room);
    void endOwnTyping(KnownRoom &room);
    void sendCursor(KnownRoom &room);
    void hideCursor(KnownRoom &room);
    void hideIfChosen();
    void forgetLive(KnownRoom &room);

    // conductor.cpp
    void on(const heard::Done &);
    void on(const heard::RequestFailed &);
    void giveUp(const Asked &asked, const Error &error);
    void on(const heard::Notice &);
    void on(const heard::Closing &);
    void on(const heard::Malformed &);
    void on(const heard::Unknown &);
    void heard(const Frame &frame);
    void carry(DialectOutput output);
    heard::Ticket ask(Asked asked, const ask::Request &request);
    void askEphemeral(const ask::Request &request);
    void flushAsked();
    std::optional<Asked> answered(heard::Ticket ticket);
    void watchAnswers();
    void failure(const Error &error, const QString &room = {}, const QString &clientId = {},
                 const QStringList &unsent = {});
    void failure(const Error &error, const QString &room, const QString &clientId, Deed deed);
    void accomplished(Deed deed, const QString &room);
    static Deed deedOf(Asked::What what);
    void changed();
    bool asksOtherwise();
    void publishConnection();
    void publishMetrics();
    void watchDialect();
    KnownRoom *find(const QString &room);
    MonoMs now() const { return m_parts.clock.monotonicMs(); }

    // storage.cpp
    void load();
    void loadRoom(const StoredRoom &stored);
    KnownRoom &roomNamed(const QString &id);
    void keepRoom(KnownRoom &room);
    void keepIdentity();

    Session &m_session;
    SessionConfig m_config;
    std::optional<Credentials> m_password; ///< held in memory for the life of the session
    bool m_triedPassword = false;
    std::optional<Error> m_nameTaken; ///< why the password is being tried in place of a registration
    int m_dialsAtTaken = 0;           ///< how many there had been when that was said
    bool m_wanted = false;            ///< the person wants to be online
    bool m_recordingFollowed = false;
    ConnectionParts m_parts;
    std::unique_ptr<Dialect> m_dialect;
    std::unique_ptr<ClientStore> m_store;
    Disk m_disk;
    ConnectionManager m_manager;
    ChangeLog m_log;
    bool m_announced = false;
    TimerId m_announce = 0;
    MonoMs m_metricsAt = 0;

    ServerTrust m_trust;
    QString m_keptServer; ///< the fingerprint that is stored
    PresenceChoice::Opening m_opening;
    QString m_subprotocol; ///< that the server at the other end chose
    bool m_met = false;    ///< it is the right one, and may be told a secret
    QString m_owner;       ///< whose store this is; empty: nobody's yet
    QString m_user;
    QString m_epoch;
    Capabilities m_capabilities;
    std::map<QString, KnownRoom> m_rooms;
    bool m_signedIn = false; ///< on the present link
    bool m_ready = false;    ///< caught up: the outbox flows
    std::set<heard::Ticket> m_resuming;
    PresenceChoice m_choice;
    QString m_keptChoice = m_choice.kept();          ///< as it is in the store
    std::optional<ask::SetPresence> m_presenceAsked; ///< on its way
    std::pair<QString, QString> m_putOff;            ///< the words that were last told to have been put off

    Outbox m_outbox;
    Withdrawn m_withdrawn;
    int m_oneByOne = 0; ///< so many more messages go each by itself: one of them is too big for the server
    SendPacer m_pacer;
    TimerId m_sendTimer = 0;
    TimerId m_sendTurn = 0;
    TimerId m_ackTimer = 0;
    TimerId m_typingTimer = 0;
    TimerId m_logoutTimer = 0;
    TimerId m_dialectTimer = 0;
    MonoMs m_dialectTickAt = 0;
    TimerId m_fillTimer = 0;
    TimerId m_wishTimer = 0;
    TimerId m_metricsTimer = 0;

    heard::Ticket m_lastTicket = 0;
    std::unordered_map<heard::Ticket, Asked> m_asked;
    /// Those of them that concern the account itself.
    std::map<heard::Ticket, AccountAsked> m_accountAsked;
    std::vector<std::pair<heard::Ticket, ask::Request>> m_toAsk;
    TimerId m_askTimer = 0;
    TimerId m_answerTimer = 0;
};

} // namespace banter
