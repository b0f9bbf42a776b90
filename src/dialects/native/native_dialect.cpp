// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/native/native_dialect.h"

#include "dialects/native/outgoing.h"
#include "protocol/codec.h"

#include <unordered_map>

namespace banter {
namespace {

using namespace protocol;

Auth::Method methodOf(Credentials::Method method)
{
    switch (method) {
    case Credentials::Method::Register:
        return Auth::Method::Register;
    case Credentials::Method::Token:
        return Auth::Method::Token;
    case Credentials::Method::Password:
        break;
    }
    return Auth::Method::Password;
}

Capabilities capabilitiesOf(const Welcome &welcome)
{
    const auto can = [&](const char16_t *name) { return welcome.capabilities.contains(QStringView(name)); };
    Capabilities caps;
    caps.roomList = can(u"rooms.list");
    caps.createRooms = can(u"rooms.create");
    caps.privateRooms = can(u"rooms.private");
    caps.history = can(u"history");
    caps.receipts = true; // part of the protocol itself, as is the next
    caps.resends = true;
    caps.readMarks = can(u"read.marks");
    caps.presence = can(u"presence");
    caps.statusText = can(u"presence.text");
    caps.typing = can(u"typing");
    caps.cursors = can(u"cursors");
    caps.maxTextBytes = welcome.limits.maxTextBytes;
    caps.sendsPerSecond = welcome.limits.ratePerSecond;
    caps.sendBurst = welcome.limits.burst;
    caps.maxPage = welcome.limits.maxPage;
    caps.typingIntervalMs = welcome.limits.typingIntervalMs;
    caps.typingExpiryMs = welcome.limits.typingExpiryMs;
    caps.cursorIntervalMs = welcome.limits.cursorIntervalMs;
    return caps;
}

class NativeDialect final : public Dialect {
public:
    explicit NativeDialect(bool preferCbor) : m_preferCbor(preferCbor) {}

    LinkRequest linkRequest(const QUrl &server, const Credentials &) const override
    {
        LinkRequest request;
        request.url = server;
        request.subprotocols = {QString(JsonSubprotocol), QString(CborSubprotocol)};
        if (m_preferCbor)
            request.subprotocols.swapItemsAt(0, 1);
        request.maxFrameBytes = limits::MaxFrameBytes;
        return request;
    }

    DialectOutput opened(const QString &subprotocol, const Credentials &credentials, MonoMs) override
    {
        DialectOutput out;
        m_signedIn = false;
        m_limits = {};
        m_tickets.clear();
        if (subprotocol != JsonSubprotocol && subprotocol != CborSubprotocol) {
            out.events.push_back(heard::Refused{
                {ErrorCode::UnsupportedVersion, QStringLiteral("The server does not speak banter.v1.")}});
            return out;
        }
        m_encoding = subprotocol == CborSubprotocol ? Encoding::Cbor : Encoding::Json;
        Hello hello;
        hello.client = QStringLiteral("banter/" BANTER_VERSION);
        hello.auth = {methodOf(credentials.method), credentials.user, credentials.secret};
        m_helloId = ++m_lastId;
        out.frames.push_back(frame(encode(m_encoding, ClientItem{m_helloId, hello})));
        return out;
    }

    DialectOutput received(const Frame &frame, MonoMs) override
    {
        DialectOutput out;
        if (frame.binary != (m_encoding == Encoding::Cbor)) {
            out.hangUp = QStringLiteral("The server sent a frame of the other encoding.");
            return out;
        }
        Result<Decoded<ServerItem>> decoded = m_decoder.server(m_encoding, frame.data);
        if (!decoded.ok()) {
            out.events.push_back(heard::Malformed{decoded.error().message});
            out.hangUp = decoded.error().message;
            return out;
        }
        out.events.reserve(decoded.value().items.size());
        for (ServerItem &item : decoded.value().items)
            std::visit([&](auto &body) { hear(item.re, body, &out); }, item.body);
        for (const BadItem &bad : decoded.value().bad) {
            out.events.push_back(heard::Malformed{bad.error.message});
            // An answer that cannot be understood is an answer all the same: nobody must wait for it.
            if (const heard::Ticket ticket = take(bad.id); ticket != 0)
                out.events.push_back(heard::RequestFailed{ticket, {ErrorCode::Internal, bad.error.message}});
        }
        return out;
    }

    DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs) override
    {
        std::vector<QByteArray> items;
        items.reserve(requests.size());
        for (const auto &[ticket, request] : requests) {
            const bool answered = ticket != 0 && !native::isEphemeral(request);
            const quint64 id = answered || std::holds_alternative<ask::Unsubscribe>(request) ? ++m_lastId : 0;
            if (answered)
                m_tickets.emplace(id, ticket);
            items.push_back(encode(m_encoding, ClientItem{id, native::toBody(request)}));
        }
        DialectOutput out;
        for (QByteArray &bytes : batch(m_encoding, items, m_limits.maxFrameBytes, m_limits.maxBatch))
            out.frames.push_back(frame(std::move(bytes)));
        return out;
    }

private:
    Frame frame(QByteArray bytes) const { return {m_encoding == Encoding::Cbor, std::move(bytes)}; }

    heard::Ticket take(quint64 re)
    {
        const auto found = m_tickets.find(re);
        if (re == 0 || found == m_tickets.end())
            return 0;
        const heard::Ticket ticket = found->second;
        m_tickets.erase(found);
        return ticket;
    }

    void hear(quint64 re, Welcome &body, DialectOutput *out)
    {
        if (re != m_helloId || m_signedIn)
            return;
        m_signedIn = true;
        m_limits = body.limits;
        out->events.push_back(heard::Welcomed{body.user, body.token, body.epoch, capabilitiesOf(body)});
    }
    void hear(quint64 re, Failure &body, DialectOutput *out)
    {
        if (!m_signedIn && (re == m_helloId || re == 0))
            out->events.push_back(heard::Refused{body.error});
        else if (const heard::Ticket ticket = take(re); ticket != 0 || re == 0)
            out->events.push_back(heard::RequestFailed{ticket, body.error});
    }
    void hear(quint64 re, RoomList &body, DialectOutput *out)
    {
        out->events.push_back(heard::RoomsListed{take(re), std::move(body.rooms)});
    }
    void hear(quint64 re, RoomInfo &body, DialectOutput *out)
    {
        out->events.push_back(heard::RoomChanged{take(re), std::move(body.room)});
    }
    void hear(quint64 re, RoomGone &body, DialectOutput *out)
    {
        out->events.push_back(heard::RoomLeft{take(re), std::move(body.room)});
    }
    void hear(quint64 re, Subscribed &body, DialectOutput *out)
    {
        out->events.push_back(
            heard::Subscribed{take(re), std::move(body.page), std::move(body.members), std::move(body.typing)});
    }
    void hear(quint64 re, HistoryResult &body, DialectOutput *out)
    {
        out->events.push_back(heard::HistoryFetched{take(re), std::move(body.page)});
    }
    void hear(quint64 re, Ack &body, DialectOutput *out)
    {
        out->events.push_back(heard::Acknowledged{take(re), std::move(body.room), std::move(body.clientId),
                                                  std::move(body.id), body.seq, body.at});
    }
    void hear(quint64 re, Done &, DialectOutput *out) { out->events.push_back(heard::Done{take(re)}); }
    void hear(quint64, MessageEvent &body, DialectOutput *out)
    {
        out->events.push_back(heard::MessageArrived{std::move(body.message)});
    }
    void hear(quint64, Activity &body, DialectOutput *out)
    {
        out->events.push_back(heard::Activity{std::move(body.room), body.lastSeq});
    }
    void hear(quint64, MemberJoined &body, DialectOutput *out)
    {
        out->events.push_back(heard::MemberJoined{std::move(body.room), std::move(body.member)});
    }
    void hear(quint64, MemberLeft &body, DialectOutput *out)
    {
        out->events.push_back(heard::MemberLeft{std::move(body.room), std::move(body.user)});
    }
    void hear(quint64, PresenceEvent &body, DialectOutput *out)
    {
        out->events.push_back(heard::PresenceChanged{std::move(body.presence)});
    }
    void hear(quint64, TypingEvent &body, DialectOutput *out)
    {
        out->events.push_back(heard::TypingChanged{std::move(body.room), std::move(body.user), body.active});
    }
    void hear(quint64, CursorEvent &body, DialectOutput *out)
    {
        out->events.push_back(heard::CursorMoved{std::move(body.room), std::move(body.user), body.point});
    }
    void hear(quint64, protocol::CursorGone &body, DialectOutput *out)
    {
        out->events.push_back(heard::CursorGone{std::move(body.room), std::move(body.user)});
    }
    void hear(quint64, Notice &body, DialectOutput *out) { out->events.push_back(heard::Notice{std::move(body.text)}); }

    bool m_preferCbor;
    bool m_signedIn = false;
    Encoding m_encoding = Encoding::Json;
    Decoder m_decoder;
    ServerLimits m_limits;
    quint64 m_lastId = 0;
    quint64 m_helloId = 0;
    std::unordered_map<quint64, heard::Ticket> m_tickets; // by request id, of the present link
};

} // namespace

std::unique_ptr<Dialect> makeNativeDialect(bool preferCbor)
{
    return std::make_unique<NativeDialect>(preferCbor);
}

} // namespace banter
