// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/native/native_dialect.h"

#include "core/version.h"
#include "dialects/native/incoming.h"
#include "dialects/native/outgoing.h"
#include "protocol/capability_names.h"
#include "protocol/codec.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <map>
#include <utility>

namespace banter {
namespace {

using namespace protocol;

/// The session gives a request up long before. A server that never answers must not fill the memory.
constexpr qint64 ForgetAfterMs = 120'000;

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

heard::Refused versionRefused(const QString &sentence)
{
    return {{ErrorCode::UnsupportedVersion, sentence, 0}};
}

/// What the person's own list of devices shows: the program, its version, and the kind of system.
QString programAndSystem()
{
    const QString program = QCoreApplication::applicationName();
    const QString name = program.startsWith(QLatin1String("banter")) ? program : QStringLiteral("banter");
    const QString system = QSysInfo::prettyProductName();
    return QStringLiteral("%1/%2 (%3)").arg(name, programVersion(), system).left(limits::MaxProgramChars);
}

/// An invitation code as somebody typed it; on the wire it is made of visible characters.
QString typedCode(const QString &code)
{
    QString visible;
    for (const QChar character : code) {
        if (character > u' ' && character <= u'~')
            visible += character;
    }
    return visible.left(limits::MaxIdChars);
}

class NativeDialect final : public Dialect {
public:
    explicit NativeDialect(bool preferCbor) : m_preferCbor(preferCbor) {}

    LinkRequest linkRequest(const QUrl &server, const Credentials &) const override
    {
        LinkRequest request;
        request.url = server;
        request.url.setUserInfo({}); // a password that somebody typed there would be sent in the open
        request.url.setFragment({}); // RFC 6455, section 3: there is none
        request.subprotocols = {QString(ProvingJsonSubprotocol), QString(ProvingCborSubprotocol),
                                QString(JsonSubprotocol), QString(CborSubprotocol)};
        if (m_preferCbor) {
            request.subprotocols.swapItemsAt(0, 1);
            request.subprotocols.swapItemsAt(2, 3);
        }
        request.maxFrameBytes = limits::MaxFrameBytes;
        return request;
    }

    // Servers up to 0.1 make frames of up to a MiB.
    void textWasUnreadable() override { m_preferCbor = true; }

    bool canProve(const QString &subprotocol) const override { return provesIdentity(subprotocol); }

    DialectOutput identify(const QString &subprotocol, const QString &nonce, MonoMs) override
    {
        begin(subprotocol);
        m_identifyId = ++m_lastId;
        DialectOutput out;
        out.frames.push_back(frame(encode(m_encoding, ClientItem{m_identifyId, Identify{nonce}})));
        return out;
    }

    void presenceOnArrival(const ask::SetPresence &presence) override { m_arrival = presence; }

    DialectOutput opened(const QString &subprotocol, const Credentials &credentials, MonoMs) override
    {
        DialectOutput out;
        if (!begin(subprotocol)) {
            out.events.push_back(versionRefused(QStringLiteral("The server does not speak banter.v1.")));
            return out;
        }
        Hello hello;
        hello.client = programAndSystem();
        hello.capabilities = capability::ofClients();
        hello.auth = {methodOf(credentials.method), credentials.user, credentials.secret, typedCode(credentials.code)};
        if (!(m_arrival == ask::SetPresence{}))
            hello.presence = native::toParts(m_arrival);
        m_helloId = ++m_lastId;
        out.frames.push_back(frame(encode(m_encoding, ClientItem{m_helloId, hello})));
        return out;
    }

    DialectOutput received(const Frame &frame, MonoMs) override
    {
        DialectOutput out;
        if (frame.binary != (m_encoding == Encoding::Cbor)) {
            unreadable(QStringLiteral("The server sent a frame of the other encoding."), out);
            return out;
        }
        Result<Decoded<ServerItem>> decoded = m_decoder.server(m_encoding, frame.data);
        if (!decoded) {
            unreadable(QStringLiteral("The server sent what cannot be read: %1").arg(decoded.error().message), out);
            return out;
        }
        out.events.reserve(decoded.value().items.size());
        for (ServerItem &item : decoded.value().items)
            hear(std::move(item), out);
        for (const BadItem &bad : decoded.value().bad)
            drop(bad, out);
        return out;
    }

    DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs now) override
    {
        forgetOld(now);
        DialectOutput out;
        std::vector<QByteArray> items;
        items.reserve(requests.size());
        for (const auto &[ticket, request] : requests) {
            const quint64 id = ticket == 0 || native::isEphemeral(request) ? 0 : ++m_lastId;
            QByteArray item;
            const std::optional<Error> fault = write(id, request, item);
            if (!fault) {
                items.push_back(std::move(item));
                if (id != 0) {
                    const auto *fetch = std::get_if<ask::FetchHistory>(&request);
                    m_pending.emplace(id, Pending{ticket, native::answerIndex(request), now,
                                                  fetch ? std::optional(*fetch) : std::nullopt});
                }
            } else if (id != 0) {
                out.events.push_back(heard::RequestFailed{ticket, *fault});
            }
        }
        for (QByteArray &bytes :
             batch(m_encoding, items, std::min(m_limits.maxFrameBytes, limits::MaxMadeFrameBytes), m_limits.maxBatch))
            out.frames.push_back(frame(std::move(bytes)));
        return out;
    }

private:
    struct Pending {
        heard::Ticket ticket = 0;
        std::size_t answer = 0; ///< which alternative of ServerBody answers it
        MonoMs at = 0;
        std::optional<ask::FetchHistory> fetch = {}; ///< what was asked, where the answer has to be read by it
    };

    /// A new link; false when the server picked nothing of ours.
    bool begin(const QString &subprotocol)
    {
        m_signedIn = false;
        m_limits = {};
        m_pending.clear();
        m_helloId = m_identifyId = 0;
        const std::optional<Encoding> encoding = encodingOf(subprotocol);
        m_encoding = encoding.value_or(Encoding::Json);
        return encoding.has_value();
    }

    Frame frame(QByteArray bytes) const { return {m_encoding == Encoding::Cbor, std::move(bytes)}; }

    // The link cannot be trusted to be in step after a frame that nobody can read.
    static void unreadable(const QString &sentence, DialectOutput &out)
    {
        out.events.push_back(heard::Malformed{sentence});
        out.hangUp = sentence;
    }

    std::optional<Error> write(quint64 id, const ask::Request &request, QByteArray &item) const
    {
        if (!m_signedIn)
            return Error{ErrorCode::NotConnected, QStringLiteral("Not signed in."), 0};
        if (!native::canDo(m_capabilities, request))
            return Error{ErrorCode::NotSupported, QStringLiteral("This server cannot do that."), 0};
        ClientBody body = native::toBody(request, m_capabilities);
        item = encode(m_encoding, ClientItem{id, std::move(body)});
        if (item.size() > m_limits.maxFrameBytes)
            return Error{ErrorCode::TooLarge, QStringLiteral("That is more than the server takes at once."), 0};
        return std::nullopt;
    }

    void forgetOld(MonoMs now)
    {
        while (!m_pending.empty() && m_pending.begin()->second.at + ForgetAfterMs < now)
            m_pending.erase(m_pending.begin());
    }

    Pending take(quint64 re)
    {
        auto node = m_pending.extract(re);
        return node ? node.mapped() : Pending{};
    }

    void hear(ServerItem &&item, DialectOutput &out)
    {
        if (m_identifyId != 0)
            return hearIdentity(std::move(item), out);
        if (!m_signedIn)
            return hearFirst(std::move(item), out);
        const Pending pending = take(item.re);
        const bool failed = std::holds_alternative<Failure>(item.body);
        if (pending.ticket != 0 && !failed && item.body.index() != pending.answer)
            return unusable(pending, QStringLiteral("The server gave an answer of the wrong kind."), out);
        out.events.push_back(
            native::toEvent(pending.ticket, std::move(item.body), pending.fetch ? &*pending.fetch : nullptr));
    }

    // Whatever comes in place of the proof is none. Before it only "not now" is heard: a refusal of the credentials by
    // somebody who was not told any must not make the client forget them.
    void hearIdentity(ServerItem &&item, DialectOutput &out)
    {
        const auto *failure = std::get_if<Failure>(&item.body);
        const bool notNow = failure && item.re == 0 && failure->error.code == ErrorCode::Unavailable;
        if (notNow || std::holds_alternative<Closing>(item.body))
            return hearFirst(std::move(item), out);
        const bool answers = item.re == std::exchange(m_identifyId, 0);
        auto *identity = answers ? std::get_if<Identity>(&item.body) : nullptr;
        out.events.push_back(
            identity ? heard::Identified{std::move(identity->proof.key), std::move(identity->proof.signature)}
                     : heard::Identified{});
    }

    void hearFirst(ServerItem &&item, DialectOutput &out)
    {
        auto *welcome = std::get_if<Welcome>(&item.body);
        if (auto *failure = std::get_if<Failure>(&item.body); failure && (item.re == m_helloId || item.re == 0)) {
            out.events.push_back(heard::Refused{std::move(failure->error)});
        } else if (auto *closing = std::get_if<Closing>(&item.body)) {
            out.events.push_back(heard::Closing{closing->code, std::move(closing->message)});
        } else if (!welcome || m_helloId == 0 || item.re != m_helloId) { // to a hello that was said
            out.events.push_back(heard::Malformed{QStringLiteral("The server did not begin with its welcome.")});
        } else if (welcome->version != limits::Version) {
            out.events.push_back(
                versionRefused(QStringLiteral("The server speaks version %1 of the protocol.").arg(welcome->version)));
        } else {
            adopt(*welcome, out);
        }
    }

    void adopt(Welcome &welcome, DialectOutput &out)
    {
        m_signedIn = true;
        m_capabilities = native::toCapabilities(welcome);
        m_limits = welcome.limits;
        m_limits.maxFrameBytes = std::min(m_limits.maxFrameBytes, limits::MaxFrameBytes);
        const bool told = m_capabilities.presenceParts;
        out.events.push_back(heard::Welcomed{std::move(welcome.user), std::move(welcome.token),
                                             std::move(welcome.epoch), m_capabilities,
                                             told ? std::optional(std::move(welcome.own)) : std::nullopt});
    }

    void drop(const BadItem &bad, DialectOutput &out)
    {
        const QString sentence = QStringLiteral("The server sent an item with a fault: %1").arg(bad.error.message);
        if (!m_signedIn && bad.id != 0 && (bad.id == m_helloId || bad.id == m_identifyId))
            unreadable(sentence, out); // without its welcome nothing else can follow
        else
            unusable(take(bad.id), sentence, out);
    }

    // An answer that cannot be understood is an answer all the same: nobody must wait for it. Only a message may have
    // been stored, so it is left to the deadline of its acknowledgement, and sent again with the same id.
    void unusable(const Pending &pending, const QString &sentence, DialectOutput &out)
    {
        out.events.push_back(heard::Malformed{sentence});
        static const std::size_t AckIndex = native::answerIndex(ask::SendMessage{});
        if (pending.ticket != 0 && pending.answer != AckIndex)
            out.events.push_back(heard::RequestFailed{pending.ticket, {ErrorCode::Internal, sentence, 0}});
    }

    bool m_preferCbor;
    ask::SetPresence m_arrival;
    bool m_signedIn = false;
    Encoding m_encoding = Encoding::Json;
    Decoder m_decoder;
    Capabilities m_capabilities;
    ServerLimits m_limits;
    quint64 m_lastId = 0;     // goes on over links, so that no answer of an old one can be taken for a new one's
    quint64 m_helloId = 0;    ///< 0: none was said on this link
    quint64 m_identifyId = 0; ///< while its answer is awaited; else 0
    std::map<quint64, Pending> m_pending; // by request id, ascending in time
};

} // namespace

std::unique_ptr<Dialect> makeNativeDialect(bool preferCbor)
{
    return std::make_unique<NativeDialect>(preferCbor);
}

} // namespace banter
