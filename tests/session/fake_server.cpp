// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/fake_server.h"

#include "dialects/api/counted.h"

#include <algorithm>

namespace banter::testing {

/// Frames are places in the server's tables: what is said is looked up there, so nothing is encoded.
class FakeDialect final : public Dialect {
public:
    explicit FakeDialect(FakeServer &server) : m_server(server) {}

    LinkRequest linkRequest(const QUrl &server, const Credentials &) const override
    {
        return {server, {}, {}, 1 << 20};
    }
    void textWasUnreadable() override { ++m_server.unreadableTexts; }
    bool canProve(const QString &) const override { return !m_server.identitySeed.isEmpty(); }
    DialectOutput identify(const QString &, const QString &nonce, MonoMs) override
    {
        return {{m_server.frameOf(nonce)}, {}, {}};
    }
    void presenceOnArrival(const ask::SetPresence &presence) override { m_server.arrivals.push_back(presence); }
    DialectOutput opened(const QString &, const Credentials &credentials, MonoMs) override
    {
        return {{m_server.frameOf(credentials)}, {}, {}};
    }
    DialectOutput received(const Frame &frame, MonoMs) override
    {
        if (frame.data == "nonsense")
            return {{}, {heard::Malformed{QStringLiteral("nonsense")}}, QStringLiteral("nonsense")};
        return {{}, m_server.eventsOf(frame), {}};
    }
    DialectOutput request(const FakeServer::Batch &requests, MonoMs) override
    {
        return {{m_server.frameOf(requests)}, {}, {}};
    }

private:
    FakeServer &m_server;
};

// ---- the link ----

FakeServerLink::~FakeServerLink()
{
    m_server.m_links.erase(this);
}

void FakeServerLink::open(const LinkRequest &request)
{
    m_server.openings.push_back(request);
    m_server.m_scheduler.after(m_server.latencyMs, [server = &m_server, this] {
        if (server->m_links.count(this) == 0 || isOver)
            return;
        if (!server->up) {
            end({LinkEnd::Kind::Refused, 1006, 0, QStringLiteral("refused")});
            return;
        }
        isOpen = true;
        if (server->onOpen)
            server->onOpen(*this);
        if (!isOver)
            Q_EMIT opened({});
    });
}

bool FakeServerLink::send(const Frame &frame)
{
    if (!isOpen || isOver)
        return false;
    ++m_server.m_frames;
    const qint64 wait = m_server.passUp(*this, m_server.bytesOf(frame));
    m_server.later(
        this, [server = &m_server, frame](FakeServerLink &link) { server->arrived(&link, frame); }, wait);
    return true;
}

void FakeServerLink::ping(const QByteArray &payload)
{
    constexpr qint64 PingBytes = 10;
    const auto answer = [server = &m_server, payload](FakeServerLink &link) {
        if (!server->blackhole && !(server->deafness && server->deafness(link)))
            Q_EMIT link.ponged(payload);
    };
    m_server.later(this, answer, m_server.passUp(*this, PingBytes));
}

void FakeServerLink::close(int, const QString &)
{
    heardClose = true;
    m_server.later(this, [](FakeServerLink &link) { link.end({LinkEnd::Kind::Local, 1000, 0, {}}); });
}

void FakeServerLink::abort()
{
    m_server.later(this, [](FakeServerLink &link) { link.end({LinkEnd::Kind::Local, 1006, 0, {}}); });
}

void FakeServerLink::end(LinkEnd how)
{
    if (std::exchange(isOver, true))
        return;
    isOpen = false;
    user.clear();
    Q_EMIT ended(how);
}

// ---- the server ----

FakeServer::FakeServer(ManualScheduler &scheduler, ManualClock &clock) : m_scheduler(scheduler), m_clock(clock)
{
    can.roomList = can.createRooms = can.privateRooms = can.history = can.receipts = can.resends = true;
    can.invitations = can.readMarks = can.presence = can.statusText = can.typing = can.cursors = true;
    passwords[QStringLiteral("ann")] = QStringLiteral("secret");
    makeRoom(QStringLiteral("lobby"), {QStringLiteral("ann"), QStringLiteral("bo")});
}

FakeServer::~FakeServer() = default;

std::unique_ptr<Link> FakeServer::make(LinkKind)
{
    auto link = std::make_unique<FakeServerLink>(*this);
    m_links.insert(link.get());
    return link;
}

std::unique_ptr<Dialect> FakeServer::dialect()
{
    return std::make_unique<FakeDialect>(*this);
}

Frame FakeServer::frameOf(Credentials credentials)
{
    m_fromClient.emplace_back(std::move(credentials));
    return {false, QByteArray::number(qsizetype(m_fromClient.size() - 1))};
}

Frame FakeServer::frameOf(const QString &nonce)
{
    m_fromClient.push_back(nonce);
    return {false, QByteArray::number(m_fromClient.size() - 1)};
}

Frame FakeServer::frameOf(Batch batch)
{
    m_fromClient.emplace_back(std::move(batch));
    return {false, QByteArray::number(qsizetype(m_fromClient.size() - 1))};
}

std::vector<heard::Event> FakeServer::eventsOf(const Frame &frame) const
{
    std::vector<heard::Event> events{m_fromServer.at(frame.data.toULongLong())};
    if (afterProof && std::holds_alternative<heard::Identified>(events.front()))
        events.push_back(*afterProof);
    return events;
}

// A slow link passes on one thing after the other. Gives how long it takes until this one is through.
qint64 FakeServer::passUp(FakeServerLink &link, qint64 bytes)
{
    if (bytesPerSecond == 0)
        return 0;
    const MonoMs now = m_clock.monotonicMs();
    link.sendingUntil = std::max(link.sendingUntil, now) + bytes * 1'000 / bytesPerSecond;
    link.backlog += bytes;
    m_scheduler.after(link.sendingUntil - now, [this, to = &link, bytes] {
        if (m_links.count(to) == 0 || to->isOver)
            return;
        to->backlog -= bytes;
        Q_EMIT to->written(bytes);
    });
    return link.sendingUntil - now;
}

qint64 FakeServer::passDown(FakeServerLink &link, qint64 bytes)
{
    if (bytesPerSecond == 0)
        return 0;
    const MonoMs now = m_clock.monotonicMs();
    link.receivingUntil = std::max(link.receivingUntil, now) + bytes * 1'000 / bytesPerSecond;
    // A piece of it comes now and then.
    constexpr qint64 PieceMs = 1'000;
    for (qint64 at = PieceMs; at < link.receivingUntil - now; at += PieceMs)
        later(
            &link, [](FakeServerLink &to) { Q_EMIT to.arriving(); }, at);
    return link.receivingUntil - now;
}

namespace {

constexpr qint64 FieldBytes = 150; // around a text

qint64 bytesOf(const std::vector<Message> &messages)
{
    qint64 bytes = 0;
    for (const Message &message : messages)
        bytes += FieldBytes + message.text.toUtf8().size();
    return bytes;
}

qint64 bytesOf(const heard::Event &event)
{
    if (const auto *subscribed = std::get_if<heard::Subscribed>(&event))
        return FieldBytes + bytesOf(subscribed->page.messages);
    if (const auto *fetched = std::get_if<heard::HistoryFetched>(&event))
        return FieldBytes + bytesOf(fetched->page.messages);
    if (const auto *arrived = std::get_if<heard::MessageArrived>(&event))
        return bytesOf(std::vector{arrived->message});
    return FieldBytes;
}

} // namespace

qint64 FakeServer::bytesOf(const Frame &fromClient) const
{
    qint64 bytes = FieldBytes;
    if (const auto *batch = std::get_if<Batch>(&m_fromClient.at(fromClient.data.toULongLong()))) {
        for (const auto &[ticket, request] : *batch) {
            const auto *send = std::get_if<ask::SendMessage>(&request);
            bytes += send ? FieldBytes + send->text.toUtf8().size() : 0;
        }
    }
    return bytes;
}

void FakeServer::later(FakeServerLink *link, std::function<void(FakeServerLink &)> call, qint64 waitMs)
{
    m_scheduler.after(latencyMs + waitMs, [this, link, call = std::move(call)] {
        if (m_links.count(link) > 0 && !link->isOver)
            call(*link);
    });
}

// What the dialect of a server that counts makes of what it says.
void FakeServer::orderIn(heard::Event &event)
{
    if (auto *arrived = std::get_if<heard::MessageArrived>(&event))
        arrived->after = counted::spanOf(arrived->message.seq).after;
    else if (auto *ack = std::get_if<heard::Acknowledged>(&event))
        ack->after = counted::spanOf(ack->seq).after;
    else if (auto *subscribed = std::get_if<heard::Subscribed>(&event))
        subscribed->covered = counted::spanOf(subscribed->page);
    else if (auto *fetched = std::get_if<heard::HistoryFetched>(&event))
        fetched->covered = counted::spanOf(m_fetches[fetched->ticket], fetched->page);
}

void FakeServer::tell(FakeServerLink &link, heard::Event event)
{
    if (blackhole || (pass && !pass(event)))
        return;
    if (lie)
        lie(event);
    orderIn(event);
    const qint64 wait = passDown(link, testing::bytesOf(event));
    m_fromServer.push_back(std::move(event));
    const Frame frame{false, QByteArray::number(qsizetype(m_fromServer.size() - 1))};
    later(
        &link, [frame](FakeServerLink &to) { Q_EMIT to.received(frame); }, wait);
}

void FakeServer::arrived(FakeServerLink *link, const Frame &frame)
{
    if (blackhole || (deafness && deafness(*link)))
        return;
    if (tooBigAbove > 0 && bytesOf(frame) > tooBigAbove) {
        link->end({LinkEnd::Kind::CloseFrame, 1009, 0, QStringLiteral("too big")});
        return;
    }
    const auto item = m_fromClient.at(frame.data.toULongLong());
    if (const auto *credentials = std::get_if<Credentials>(&item)) {
        hello(*link, *credentials);
        return;
    }
    if (const auto *nonce = std::get_if<QString>(&item)) {
        const auto proof = otherProof.value_or(protocol::proveServer(identitySeed, *nonce));
        tell(*link, heard::Identified{proof.key, proof.signature});
        return;
    }
    for (const auto &[ticket, request] : std::get<Batch>(item)) {
        m_requests.push_back(request);
        const std::optional<Error> error = refuse ? refuse(request) : std::nullopt;
        if (error && ticket != 0)
            tell(*link, heard::RequestFailed{ticket, *error});
        else if (!error)
            carryOut(*link, mute && mute(request) ? 0 : ticket, request);
    }
}

void FakeServer::hello(FakeServerLink &link, const Credentials &credentials)
{
    m_hellos.push_back(credentials);
    using Method = Credentials::Method;
    const auto no = [&](ErrorCode code) {
        tell(link, heard::Refused{{code, QStringLiteral("refused"), 0}});
        later(&link, [](FakeServerLink &to) {
            to.end({LinkEnd::Kind::CloseFrame, 4001, 0, QStringLiteral("refused")});
        });
    };
    if (refuseHello) {
        tell(link, heard::Refused{*refuseHello});
        return;
    }
    QString user = credentials.user;
    if (credentials.method == Method::Token) {
        if (m_tokens.count(credentials.secret) == 0)
            return no(ErrorCode::Unauthorized);
        user = m_tokens[credentials.secret];
    } else if (credentials.method == Method::Register) {
        if (passwords.count(user) > 0)
            return no(ErrorCode::NameTaken);
        passwords[user] = credentials.secret;
    } else if (passwords.count(user) == 0 || passwords[user] != credentials.secret) {
        return no(ErrorCode::Unauthorized);
    }
    link.user = user;
    QString token;
    if (!m_plain && credentials.method != Method::Token) {
        token = QStringLiteral("token-%1").arg(++m_ids);
        m_tokens[token] = user;
    }
    tell(link, heard::Welcomed{user, token, epoch, can, own});
}

FakeServerLink *FakeServer::link(const QString &user)
{
    for (FakeServerLink *link : m_links) {
        if (link->user == user)
            return link;
    }
    return nullptr;
}

// ---- what a test does ----

void FakeServer::makeRoom(const QString &room, const std::vector<QString> &members, bool isPrivate)
{
    m_rooms[room].isPrivate = isPrivate;
    m_rooms[room].members = {members.begin(), members.end()};
}

Message FakeServer::post(const QString &room, const QString &sender, const QString &text, const QString &clientId)
{
    if (m_plain) {
        broadcastPlain(room, sender, text);
        return {};
    }
    RoomData &data = m_rooms[room];
    Message message{{room, clientId, QStringLiteral("m%1").arg(++m_ids), Seq(data.log.size()) + 1},
                    {sender, text, m_clock.wallMs()},
                    {}};
    data.log.push_back(message);
    broadcast(message);
    return message;
}

Message FakeServer::answer(const QString &room, const QString &sender, const QString &text, Seq to)
{
    RoomData &data = m_rooms[room];
    const Message &answered = data.log.at(std::size_t(to - 1));
    Message message{{room, {}, QStringLiteral("m%1").arg(++m_ids), Seq(data.log.size()) + 1},
                    {sender, text, m_clock.wallMs(), replied(room, answered.id)},
                    {}};
    data.log.push_back(message);
    broadcast(message);
    return message;
}

Message FakeServer::mean(const QString &room, const QString &sender, const QString &text, const Mentions &mentions)
{
    RoomData &data = m_rooms[room];
    Message message{{room, {}, QStringLiteral("m%1").arg(++m_ids), Seq(data.log.size()) + 1},
                    {sender, text, m_clock.wallMs(), {}, mentions},
                    {}};
    data.log.push_back(message);
    broadcast(message);
    return message;
}

void FakeServer::fill(const QString &room, const QString &sender, int count)
{
    for (int i = 0; i < count; ++i) {
        RoomData &data = m_rooms[room];
        const Seq seq = Seq(data.log.size()) + 1;
        data.log.push_back({{room, QStringLiteral("filled-%1").arg(++m_ids), QStringLiteral("m%1").arg(m_ids), seq},
                            {sender, QString::number(seq), m_clock.wallMs()},
                            {}});
    }
}

void FakeServer::say(const heard::Event &event)
{
    for (FakeServerLink *link : links()) {
        if (!link->user.isEmpty())
            tell(*link, event);
    }
}

void FakeServer::hangUp()
{
    for (FakeServerLink *link : links())
        later(link, [](FakeServerLink &to) { Q_EMIT to.received({false, "nonsense"}); });
}

void FakeServer::useUp(const QString &user)
{
    m_buckets[user] = {0.0, m_clock.monotonicMs()};
}

void FakeServer::cut()
{
    for (FakeServerLink *link : links())
        link->end({LinkEnd::Kind::Lost, 1006, 0, QStringLiteral("cut")});
}

void FakeServer::closeAll(int code)
{
    for (FakeServerLink *link : links())
        link->end({LinkEnd::Kind::CloseFrame, code, 0, QStringLiteral("closed")});
}

void FakeServer::forget(const QString &room, Seq to)
{
    std::vector<Message> &log = m_rooms[room].log;
    for (std::size_t i = std::size_t(to); i < log.size(); ++i)
        m_byClientId.erase({log[i].sender, log[i].clientId});
    log.resize(std::min(log.size(), std::size_t(to)));
}

std::vector<QString> FakeServer::texts(const QString &room)
{
    std::vector<QString> texts;
    for (const Message &message : m_rooms[room].log)
        texts.push_back(message.text);
    return texts;
}

} // namespace banter::testing
