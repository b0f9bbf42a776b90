// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"
#include "protocol/server_proof.h"
#include "tests/support/manual_scheduler.h"
#include "transport/link.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace banter::testing {

class FakeServer;

/// One end of a link to a FakeServer.
class FakeServerLink final : public Link {
    Q_OBJECT
public:
    explicit FakeServerLink(FakeServer &server) : m_server(server) {}
    ~FakeServerLink() override;

    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override { return backlog; }

    void end(LinkEnd end);

    bool isOpen = false;
    bool isOver = false;
    bool heardClose = false;
    qint64 backlog = 0;      ///< what has not gone out yet: what a test says, and what a slow link holds
    MonoMs sendingUntil = 0; ///< the slow link is busy with what it was given before
    MonoMs receivingUntil = 0;
    QString user;                ///< empty: not signed in
    std::set<QString> listening; ///< rooms subscribed to

private:
    FakeServer &m_server;
};

/// A chat server with the rules of a real one (one sequence a room without holes, each client id stored once and
/// acknowledged again with the first result, pages, epochs, tokens), in virtual time, spoken to in domain values.
class FakeServer final : public LinkFactory {
public:
    explicit FakeServer(ManualScheduler &scheduler, ManualClock &clock);
    ~FakeServer() override;

    std::unique_ptr<Link> make(LinkKind kind) override;
    std::unique_ptr<Dialect> dialect();

    // ---- what a test sets ----
    Capabilities can;
    QString epoch = QStringLiteral("epoch-1");
    std::vector<SignedInDevice> devices = {
        {QStringLiteral("d1"), QStringLiteral("banter/1"), 1, 2, true, true},
        {QStringLiteral("d2"), QStringLiteral("banter/1"), 1, 1, false, false},
    };
    qint64 latencyMs = 1;      ///< one way
    qint64 bytesPerSecond = 0; ///< each way of a link; 0: not limited
    bool up = true;            ///< false: nobody listens
    bool blackhole = false;    ///< bytes go nowhere, either way, and no pong
    bool echoFirst = false;    ///< a sender hears the message before its ack
    bool trims = false;        ///< it stores and passes on texts without the spaces around them
    int changesAtOnce = 200;   ///< in one answer
    int mostBehind = 5'000;    ///< who has missed more changed messages begins anew
    /// What its key is made from: it proves who it is. Empty: it does not.
    QByteArray identitySeed;
    std::optional<protocol::ServerProof> otherProof; ///< what it shows in place of its own
    std::optional<heard::Event> afterProof;          ///< what it says in the same frame, unasked
    std::map<QString, QString> passwords;
    std::optional<Error> refuseHello;
    std::optional<OwnPresence> own;         ///< what the person chose, where parts are kept apart
    std::vector<ask::SetPresence> arrivals; ///< what went with each hello
    qint64 tooBigAbove = 0;                 ///< a frame of more bytes closes the link with 1009; 0: none does
    /// True: what this link says, pings too, is not heard; what it is told still reaches it.
    std::function<bool(FakeServerLink &)> deafness;
    /// A link is about to say that it opened.
    std::function<void(FakeServerLink &)> onOpen;
    /// False: the event gets lost.
    std::function<bool(const heard::Event &)> pass;
    /// Changes what is said before it is said.
    std::function<void(heard::Event &)> lie;
    /// What a request is answered with instead of what it would be, if anything.
    std::function<std::optional<Error>(const ask::Request &)> refuse;
    /// Requests that are carried out without any answer.
    std::function<bool(const ask::Request &)> mute;

    // ---- what a test does ----
    /// From now on it is a server of the plainest kind: no ids, acks, history, room list or members that it remembers;
    /// what is said goes to all who listen, its sender among them, and the dialect counts what it hears.
    void becomePlain();
    void makeRoom(const QString &room, const std::vector<QString> &members, bool isPrivate = false);
    /// Somebody else says something.
    Message post(const QString &room, const QString &sender, const QString &text, const QString &clientId = {});
    /// `count` messages "first", "first+1", … without telling anybody: they happened while nobody was there.
    void fill(const QString &room, const QString &sender, int count);
    /// What somebody does to a message of theirs, told to whoever is to hear of it; gives it as it is then.
    Message edit(const QString &room, Seq seq, const QString &text, const Mentions &mentions = {});
    Message remove(const QString &room, Seq seq);
    /// What that person puts under it; in place of what they had put there.
    Message react(const QString &room, Seq seq, const QString &user, const QStringList &keys);
    /// Somebody else answers the message at that place.
    Message answer(const QString &room, const QString &sender, const QString &text, Seq to);
    /// Somebody else means people by name.
    Message mean(const QString &room, const QString &sender, const QString &text, const Mentions &mentions);
    /// How often that change was carried out, and not only acknowledged again.
    int timesDone(const QString &clientId) const { return int(std::count(m_done.begin(), m_done.end(), clientId)); }
    /// Restored from a backup of before all changes.
    void forgetChanges(const QString &room);
    /// The room's newest change.
    qint64 lastRev(const QString &room) { return m_rooms[room].rev; }
    void say(const heard::Event &event);      ///< to all who are signed in
    void hangUp();                            ///< the next frame of each is nonsense
    void cut();                               ///< every link is gone, without a word
    void closeAll(int code);                  ///< every link is closed in an orderly way
    void forget(const QString &room, Seq to); ///< restored from a backup that ends there
    void dropRoom(const QString &room) { m_rooms.erase(room); }
    void useUp(const QString &user); ///< another device of that person sent as much as is allowed
    void revokeTokens() { m_tokens.clear(); }

    // ---- what a test looks at ----
    std::vector<LinkRequest> openings; ///< each that was opened
    int unreadableTexts = 0;           ///< how often the dialect was told of one
    const std::vector<Message> &log(const QString &room) { return m_rooms[room].log; }
    std::vector<QString> texts(const QString &room);
    const std::vector<ask::Request> &requests() const { return m_requests; }
    void clearRequests() { m_requests.clear(); }
    template <class T>
    std::vector<T> asked() const
    {
        std::vector<T> found;
        for (const ask::Request &request : m_requests) {
            if (const T *one = std::get_if<T>(&request))
                found.push_back(*one);
        }
        return found;
    }
    const std::vector<Credentials> &hellos() const { return m_hellos; }
    int frames() const { return m_frames; }
    Seq readSeq(const QString &room, const QString &user) { return m_rooms[room].read[user]; }
    bool isMember(const QString &room, const QString &user) { return m_rooms[room].members.count(user) > 0; }
    std::set<FakeServerLink *> links() const { return m_links; }
    FakeServerLink *link(const QString &user);

private:
    friend class FakeServerLink;
    friend class FakeDialect;

    using Batch = std::vector<std::pair<heard::Ticket, ask::Request>>;
    struct RoomData {
        bool isPrivate = false;
        std::vector<Message> log;
        qint64 rev = 0;
        std::set<QString> members;
        std::map<QString, Seq> read;
    };

    Frame frameOf(Credentials credentials);
    Frame frameOf(const QString &nonce);
    Frame frameOf(Batch batch);
    std::vector<heard::Event> eventsOf(const Frame &frame) const;

    void arrived(FakeServerLink *link, const Frame &frame);
    void hello(FakeServerLink &link, const Credentials &credentials);
    void carryOut(FakeServerLink &link, heard::Ticket ticket, const ask::Request &request);
    void orderIn(heard::Event &event);
    void tell(FakeServerLink &link, heard::Event event);
    void store(FakeServerLink &link, heard::Ticket ticket, const ask::SendMessage &send);
    void change(FakeServerLink &link, heard::Ticket ticket, const ask::EditMessage &edit);
    void change(FakeServerLink &link, heard::Ticket ticket, const ask::DeleteMessage &remove);
    void change(FakeServerLink &link, heard::Ticket ticket, const ask::ReactToMessage &react);
    Message *target(FakeServerLink &link, heard::Ticket ticket, const QString &room, const QString &clientId,
                    const QString &id, bool anybodys = false);
    Mentions membersAmong(const QString &room, const Mentions &mentions);
    int mentionsOf(const QString &room, const QString &user);
    RepliedMessage replied(const QString &room, const QString &id);
    void changed(FakeServerLink &link, heard::Ticket ticket, const QString &clientId, const Message &message,
                 const Amendment &part, bool isNews = true);
    bool overRate(const QString &user);
    void broadcast(const Message &message);
    void broadcastPlain(const QString &room, const QString &sender, const QString &text);
    heard::Subscribed subscribePlain(FakeServerLink &link, heard::Ticket ticket, const ask::Subscribe &subscribe);
    Room describe(const QString &room, const QString &user);
    void tellOf(const Message &message, const Amendment &part);
    heard::ChangePage changes(const ask::FetchChanges &asked);
    HistoryPage page(const QString &room, Seq before, Seq after, int limit, bool newest);
    void later(FakeServerLink *link, std::function<void(FakeServerLink &)> call, qint64 waitMs = 0);
    qint64 passUp(FakeServerLink &link, qint64 bytes);
    qint64 passDown(FakeServerLink &link, qint64 bytes);
    qint64 bytesOf(const Frame &fromClient) const;

    ManualScheduler &m_scheduler;
    ManualClock &m_clock;
    std::set<FakeServerLink *> m_links;
    std::map<QString, RoomData> m_rooms;
    bool m_plain = false;
    std::map<QString, Seq> m_counted; ///< of a plain server: what the dialect has counted
    std::map<QString, QString> m_tokens;
    std::map<std::pair<QString, QString>, Message> m_byClientId;
    std::map<std::pair<QString, QString>, heard::Acknowledged> m_changed; ///< the same of changes
    std::map<QString, std::pair<double, MonoMs>> m_buckets;
    std::vector<std::variant<Credentials, Batch, QString>> m_fromClient;
    std::vector<heard::Event> m_fromServer;
    std::vector<ask::Request> m_requests;
    std::vector<Credentials> m_hellos;
    std::map<heard::Ticket, ask::FetchHistory> m_fetches;
    std::vector<QString> m_done;
    int m_frames = 0;
    int m_ids = 0;
};

} // namespace banter::testing
