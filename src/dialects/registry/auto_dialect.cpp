// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/auto_dialect.h"

#include "json/text_parser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace banter {
namespace {

const QString Native = QStringLiteral("banter");
const QString Channels = QStringLiteral("channels");
const QString Rooms = QStringLiteral("rooms");
const QString Chats = QStringLiteral("chats");
const QString RoomsSocketIo = QStringLiteral("rooms-socketio");
const QString EventStream = QStringLiteral("notices");

/// Many servers take the first subprotocol that is offered, whatever it is. Who takes this one is such a server, and is
/// known before our own protocol's hello would have told it a password.
const QString Decoy = QStringLiteral("banter.anything");

/// Under the connection's own patience with a hello (5 s).
constexpr qint64 HelloMs = 2'000;

/// So long an error may be about a probe.
constexpr qint64 ProbeMs = 3'000;

/// The event's name of a plain frame or of a Socket.IO one; empty where there is none.
QString nameIn(const QByteArray &frame)
{
    thread_local json::TextParser parser;
    simdjson::dom::element root;
    simdjson::dom::element name;
    if (frame.startsWith('{')) {
        const bool named = !parser.parse(frame, root) && !root.at_key("type").get(name) && name.is_string();
        return named ? json::textOf(name) : QString();
    }
    const qsizetype list = frame.indexOf('[');
    if (!frame.startsWith("42") || list < 0)
        return {};
    const bool named = !parser.parse(frame.mid(list), root) && !root.at(0).get(name) && name.is_string();
    return named ? json::textOf(name) : QString();
}

/// Which vocabulary has an event of that name, and no other of the same framing; empty for what tells nothing.
QString toldBy(const QString &event, const QByteArray &frame, bool socketIo)
{
    static const QStringList OfRooms{QStringLiteral("room-joined"),   QStringLiteral("user-joined"),
                                     QStringLiteral("user-left"),     QStringLiteral("ack"),
                                     QStringLiteral("new-message"),   QStringLiteral("presence:sync"),
                                     QStringLiteral("presence:join"), QStringLiteral("presence:leave")};
    static const QStringList OfChats{QStringLiteral("message:new"), QStringLiteral("typing:user"),
                                     QStringLiteral("presence:update"), QStringLiteral("notification")};
    if (OfRooms.contains(event))
        return socketIo ? RoomsSocketIo : Rooms;
    if (socketIo)
        return OfChats.contains(event) ? Chats : QString();
    if (event == QLatin1String("subscribed") || event == QLatin1String("presence"))
        return Channels;
    if (event == QLatin1String("message"))
        return frame.contains("\"userId\"") ? Rooms : Channels;
    return {};
}

/// An address as a browser shows it for a running Socket.IO client, which begins with ws or wss.
bool isOfEngineIo(const QUrl &server)
{
    return QUrlQuery(server).hasQueryItem(QStringLiteral("EIO"));
}

QUrl socketAddress(QUrl address)
{
    const bool secure = address.scheme() == QLatin1String("https") || address.scheme() == QLatin1String("wss");
    address.setScheme(secure ? QStringLiteral("wss") : QStringLiteral("ws"));
    return address;
}

QByteArray compact(const QJsonValue &value)
{
    return value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                           : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

class AutoDialect final : public Dialect {
public:
    explicit AutoDialect(std::function<std::unique_ptr<Dialect>(const QString &)> make) : m_make(std::move(make))
    {
        adopt(Native);
    }

    LinkRequest linkRequest(const QUrl &server, const Credentials &credentials) const override
    {
        m_browsers = server.scheme().startsWith(QLatin1String("http")) || isOfEngineIo(server);
        m_socketIo = m_browsers && !m_plain;
        if (m_socketIo && m_name == Native)
            adopt(Chats);
        LinkRequest request = m_dialect->linkRequest(m_plain ? socketAddress(server) : server, credentials);
        if (m_name == Native && !m_certain)
            request.subprotocols.prepend(Decoy);
        return request;
    }

    bool rejected(int httpStatus) override
    {
        if (m_certain)
            return false;
        const bool wantsToKnowUs = httpStatus == 401 || httpStatus == 403;
        if (m_name == Native && wantsToKnowUs) {
            adopt(Channels);
            return true;
        }
        return m_browsers && asksABrowsersServer(wantsToKnowUs);
    }

    bool canProve(const QString &subprotocol) const override
    {
        return m_name == Native && m_dialect->canProve(subprotocol);
    }

    DialectOutput identify(const QString &subprotocol, const QString &nonce, MonoMs now) override
    {
        if (!m_certain)
            m_helloBy = now + HelloMs;
        return m_dialect->identify(subprotocol, nonce, now);
    }

    void presenceOnArrival(const ask::SetPresence &presence) override { m_dialect->presenceOnArrival(presence); }

    DialectOutput opened(const QString &subprotocol, const Credentials &credentials, MonoMs now) override
    {
        DialectOutput out;
        m_probes = 0;
        if (!m_certain && m_name == Native) {
            if (subprotocol.isEmpty() || subprotocol == Decoy)
                return another(Channels);
            m_helloBy = now + HelloMs;
        }
        return joined(std::move(out), m_dialect->opened(subprotocol, credentials, now));
    }

    DialectOutput received(const Frame &frame, MonoMs now) override
    {
        DialectOutput out;
        if (!m_certain && m_name == Native)
            return hearNative(frame, now);
        if (!m_certain && m_socketIo && frame.data.startsWith('{')) { // no packet of Engine.IO's
            m_plain = true;
            m_socketIo = false;
            return another(Native);
        }
        const QString told = m_certain ? QString() : toldBy(nameIn(frame.data), frame.data, m_socketIo);
        if (!told.isEmpty() && told != m_name)
            return another(told);
        if (!told.isEmpty())
            settle(out);
        DialectOutput said = m_dialect->received(frame, now);
        if (!m_certain && isOwnSpace(frame.data, said))
            settle(out);
        if (m_probes > 0)
            hideProbes(said, now);
        return joined(std::move(out), std::move(said));
    }

    DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs now) override
    {
        DialectOutput out = m_dialect->request(requests, now);
        for (const auto &[ticket, request] : requests) {
            const auto *join = std::get_if<ask::JoinRoom>(&request);
            const auto *subscribe = std::get_if<ask::Subscribe>(&request);
            if (m_certain || (!join && !subscribe))
                continue;
            out.frames.push_back({false, probe(join ? join->room : subscribe->room)});
            ++m_probes;
            m_probesUntil = now + ProbeMs;
        }
        return out;
    }

    std::optional<MonoMs> nextTick() const override { return m_helloBy ? m_helloBy : m_dialect->nextTick(); }
    DialectOutput tick(MonoMs now) override
    {
        if (m_helloBy && now >= *m_helloBy)
            return another(Channels);
        return joined({}, m_dialect->tick(now));
    }

private:
    void adopt(const QString &name) const
    {
        m_name = name;
        m_dialect = m_make(name);
    }

    /// An address as of a browser tells nothing of what is spoken there: Socket.IO, then a plain WebSocket, then a
    /// stream of events. Where only one of these wanted to know who asks, that one has the last word. False: none is
    /// left, and the next time it begins anew.
    bool asksABrowsersServer(bool wantsToKnowUs)
    {
        if (m_socketIo && m_name != EventStream) {
            m_plain = true;
            adopt(Native);
            return true;
        }
        if (m_plain && !std::exchange(m_lastWord, false)) {
            m_plain = false;
            m_guarded = wantsToKnowUs;
            adopt(EventStream);
            return true;
        }
        m_lastWord = !m_plain && std::exchange(m_guarded, false) && !wantsToKnowUs;
        m_plain = m_lastWord;
        adopt(m_lastWord ? Channels : Chats);
        return m_lastWord;
    }

    DialectOutput hearNative(const Frame &frame, MonoMs now)
    {
        DialectOutput said = m_dialect->received(frame, now);
        for (const heard::Event &event : said.events) {
            if (std::holds_alternative<heard::Closing>(event))
                return said; // nobody else says that; the session goes on with it
            const auto *identified = std::get_if<heard::Identified>(&event);
            if (identified && identified->key.isEmpty()) {
                m_helloBy = now + HelloMs; // anybody may say something else in place of a proof
                return said;
            }
            // Who proves who it is speaks as we do. A password takes its time where the machine has much to do, or many
            // come at once.
            if (!identified && !std::holds_alternative<heard::Welcomed>(event) &&
                !std::holds_alternative<heard::Refused>(event))
                continue;
            DialectOutput out;
            settle(out);
            return joined(std::move(out), std::move(said));
        }
        return another(Channels);
    }

    void settle(DialectOutput &out)
    {
        m_helloBy.reset();
        m_certain = true;
        out.events.push_back(heard::Remarked{{Remark::Kind::Speaks, m_name}});
    }

    /// The server speaks something else: the link goes, and the next one is opened as that.
    DialectOutput another(const QString &name)
    {
        adopt(name);
        m_helloBy.reset();
        DialectOutput out;
        if (name != Channels && name != Native)
            settle(out);
        out.again = QStringLiteral("The server seems to speak %1: connecting anew.").arg(name);
        return out;
    }

    /// Whether the server let us into a namespace that only this vocabulary has. The default one, where the others
    /// would be heard, is not entered then: whoever speaks there is hung up on.
    bool isOwnSpace(const QByteArray &frame, const DialectOutput &said) const
    {
        const bool welcomed = std::any_of(said.events.begin(), said.events.end(), [](const heard::Event &event) {
            return std::holds_alternative<heard::Welcomed>(event);
        });
        return m_socketIo && welcomed && frame.startsWith("40/");
    }

    /// The wish to enter the room in the other vocabulary of this framing.
    QByteArray probe(const QString &room) const
    {
        const QJsonObject fields{{QStringLiteral("roomId"), room}};
        if (m_socketIo)
            return "42" + compact(QJsonArray{QStringLiteral("join-room"), fields});
        QJsonObject frame = fields;
        frame.insert(QStringLiteral("type"), QStringLiteral("join-room"));
        return compact(frame);
    }

    /// A server that does not know the other vocabulary's words may say so: nobody has asked it for anything.
    void hideProbes(DialectOutput &said, MonoMs now)
    {
        if (now >= m_probesUntil)
            m_probes = 0;
        std::erase_if(said.events, [this](const heard::Event &event) {
            const auto *failed = std::get_if<heard::RequestFailed>(&event);
            const bool ofProbe =
                failed && failed->ticket == 0 && failed->error.code == ErrorCode::BadRequest && m_probes > 0;
            m_probes -= ofProbe ? 1 : 0;
            return ofProbe;
        });
    }

    /// Both, and a welcome says what was found; where that was a guess, another welcome follows the better one. A guess
    /// names no history: what is stored under the vocabulary that it turns out to be would be thrown away.
    DialectOutput joined(DialectOutput first, DialectOutput then)
    {
        for (heard::Event &event : then.events) {
            auto *welcomed = std::get_if<heard::Welcomed>(&event);
            if (!welcomed)
                continue;
            welcomed->speaks = m_name;
            if (m_name == EventStream && !m_certain)
                settle(first);
            if (!m_certain)
                welcomed->epoch.clear();
        }
        then.events.insert(then.events.begin(), first.events.begin(), first.events.end());
        return then;
    }

    std::function<std::unique_ptr<Dialect>(const QString &)> m_make;
    mutable std::unique_ptr<Dialect> m_dialect; // chosen when the address is known
    mutable QString m_name;
    mutable bool m_socketIo = false;
    mutable bool m_browsers = false; ///< the address is as of a browser
    bool m_plain = false;            ///< of such an address: now a plain WebSocket is tried
    bool m_guarded = false;          ///< which wanted to know who asks
    bool m_lastWord = false;
    bool m_certain = false;
    int m_probes = 0; ///< that may still be answered with an error
    MonoMs m_probesUntil = 0;
    std::optional<MonoMs> m_helloBy; ///< a server of our own protocol has welcomed us by then
};

} // namespace

std::unique_ptr<Dialect> makeAutoDialect(std::function<std::unique_ptr<Dialect>(const QString &name)> make)
{
    return std::make_unique<AutoDialect>(std::move(make));
}

} // namespace banter
