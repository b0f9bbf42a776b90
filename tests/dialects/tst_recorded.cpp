// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/dialects/wire.h"
#include "tests/support/recording.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_recorded {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

using Who = RecordedLine::Who;

ask::SetPresence presenceOf(const SetPresence &said)
{
    return {said.status, said.text, said.statusWord, said.textWord, said.away.value_or(false), said.told, said.opening};
}

/// What a session asks for when its dialect says that; nothing for what is no request of a session.
struct ToRequest {
    using Request = std::optional<ask::Request>;
    Request operator()(const ListRooms &) const { return ask::ListRooms{}; }
    Request operator()(const CreateRoom &b) const { return ask::CreateRoom{b.room, b.isPrivate}; }
    Request operator()(const JoinRoom &b) const { return ask::JoinRoom{b.room}; }
    Request operator()(const LeaveRoom &b) const { return ask::LeaveRoom{b.room}; }
    Request operator()(const Invite &b) const { return ask::Invite{b.room, b.user}; }
    Request operator()(const Subscribe &b) const { return ask::Subscribe{b.room, b.since, b.epoch, b.limit}; }
    Request operator()(const FetchHistory &b) const
    {
        const bool newer = b.after > 0;
        return ask::FetchHistory{b.room, {newer ? b.after : b.before, {}, newer}, newer, b.limit};
    }
    Request operator()(const SendMessage &b) const { return ask::SendMessage{b.room, b.clientId, b.text}; }
    Request operator()(const MarkRead &b) const { return ask::MarkRead{b.room, b.seq}; }
    Request operator()(const SetPresence &b) const { return presenceOf(b); }
    Request operator()(const SetTyping &b) const { return ask::Typing{b.room, b.active}; }
    Request operator()(const MoveCursor &b) const { return ask::MoveCursor{b.room, b.point}; }
    Request operator()(const LeaveCursor &b) const { return ask::LeaveCursor{b.room}; }
    Request operator()(const ListDevices &) const { return ask::ListDevices{}; }
    Request operator()(const Logout &) const { return ask::Logout{}; }
    Request operator()(const auto &) const { return std::nullopt; }
};

/// The place of the event that a session hears for it.
struct ToEvent {
    template <class Event>
    static constexpr std::size_t of()
    {
        return heard::Event(Event{}).index();
    }
    std::size_t operator()(const Identity &) const { return of<heard::Identified>(); }
    std::size_t operator()(const Welcome &) const { return of<heard::Welcomed>(); }
    std::size_t operator()(const RoomList &) const { return of<heard::RoomsListed>(); }
    std::size_t operator()(const RoomInfo &) const { return of<heard::RoomChanged>(); }
    std::size_t operator()(const RoomGone &) const { return of<heard::RoomLeft>(); }
    std::size_t operator()(const Subscribed &) const { return of<heard::Subscribed>(); }
    std::size_t operator()(const HistoryResult &) const { return of<heard::HistoryFetched>(); }
    std::size_t operator()(const Ack &) const { return of<heard::Acknowledged>(); }
    std::size_t operator()(const DeviceList &) const { return of<heard::DevicesListed>(); }
    std::size_t operator()(const Done &) const { return of<heard::Done>(); }
    std::size_t operator()(const MessageEvent &) const { return of<heard::MessageArrived>(); }
    std::size_t operator()(const Activity &) const { return of<heard::Activity>(); }
    std::size_t operator()(const MemberJoined &) const { return of<heard::MemberJoined>(); }
    std::size_t operator()(const MemberLeft &) const { return of<heard::MemberLeft>(); }
    std::size_t operator()(const PresenceEvent &) const { return of<heard::PresenceChanged>(); }
    std::size_t operator()(const OwnPresenceEvent &) const { return of<heard::OwnPresenceChanged>(); }
    std::size_t operator()(const TypingEvent &) const { return of<heard::TypingChanged>(); }
    std::size_t operator()(const CursorEvent &) const { return of<heard::CursorMoved>(); }
    std::size_t operator()(const CursorGone &) const { return of<heard::CursorGone>(); }
    std::size_t operator()(const Closing &) const { return of<heard::Closing>(); }
    std::size_t operator()(const auto &) const { return std::variant_npos; } // never recorded
};

} // namespace

// A server of the version before says again what it said then: the client of today asks it in the same words, and
// understands all of it.
class tst_Recorded final : public QObject {
    Q_OBJECT

    std::unique_ptr<Dialect> dialect;
    QString subprotocol;
    Encoding encoding = Encoding::Json;
    heard::Ticket tickets = 0;
    int messages = 0;

    std::vector<ClientItem> read(const std::vector<Frame> &frames) const
    {
        std::vector<ClientItem> items;
        for (const Frame &frame : frames) {
            const auto decoded = Decoder().client(encoding, frame.data);
            if (decoded && decoded.value().bad.empty())
                items.insert(items.end(), decoded.value().items.begin(), decoded.value().items.end());
        }
        return items;
    }

    // The present client comes to the same: it is asked for what the recorded one was asked for.
    void ask(const Frame &recorded)
    {
        const std::vector<ClientItem> then = read({recorded});
        QVERIFY(!then.empty());
        DialectOutput out;
        if (const auto *identify = std::get_if<Identify>(&then[0].body)) {
            out = dialect->identify(subprotocol, identify->nonce, 0);
        } else if (const auto *hello = std::get_if<Hello>(&then[0].body)) {
            const auto method = hello->auth.method == Auth::Method::Token      ? Credentials::Method::Token
                                : hello->auth.method == Auth::Method::Register ? Credentials::Method::Register
                                                                               : Credentials::Method::Password;
            if (!(hello->presence == SetPresence{}))
                dialect->presenceOnArrival(presenceOf(hello->presence));
            out = dialect->opened(subprotocol, {method, hello->auth.user, hello->auth.secret}, 0);
        } else {
            std::vector<std::pair<heard::Ticket, ask::Request>> requests;
            for (const ClientItem &item : then) {
                const auto request = std::visit(ToRequest{}, item.body);
                QVERIFY2(request, recorded.data.constData());
                requests.push_back({++tickets, *request});
            }
            out = dialect->request(requests, 0);
        }
        QVERIFY(out.events.empty());
        std::vector<ClientItem> now = read(out.frames);
        QCOMPARE(now.size(), then.size());
        for (std::size_t i = 0; i < now.size(); ++i) {
            auto *hello = std::get_if<Hello>(&now[i].body);
            if (hello) { // the program's name and version
                hello->client = std::get<Hello>(then[i].body).client;
                for (const QString &capability : std::get<Hello>(then[i].body).capabilities)
                    QVERIFY2(hello->capabilities.contains(capability), qPrintable(capability));
                hello->capabilities = std::get<Hello>(then[i].body).capabilities;
            }
            QVERIFY2(now[i] == then[i], encode(Encoding::Json, now[i]).constData());
        }
    }

    void hear(const Frame &recorded)
    {
        const auto decoded = Decoder().server(encoding, recorded.data);
        QVERIFY2(decoded && decoded.value().bad.empty() && decoded.value().unknown == 0, recorded.data.constData());
        const DialectOutput out = dialect->received(recorded, 0);
        QVERIFY(!out.hangUp && !out.lost);
        QCOMPARE(out.events.size(), decoded.value().items.size());
        for (std::size_t i = 0; i < out.events.size(); ++i) {
            const ServerItem &item = decoded.value().items[i];
            QVERIFY2(out.events[i].index() == std::visit(ToEvent{}, item.body),
                     encode(Encoding::Json, item).left(300).constData());
            if (const auto *page = std::get_if<heard::Subscribed>(&out.events[i]))
                count(page->page.messages);
            if (const auto *page = std::get_if<heard::HistoryFetched>(&out.events[i]))
                count(page->page.messages);
            if (const auto *one = std::get_if<heard::MessageArrived>(&out.events[i]))
                count({one->message});
        }
    }

    void count(const std::vector<Message> &heard)
    {
        for (const Message &message : heard) {
            QVERIFY(!message.text.isEmpty());
            QVERIFY(static_cast<const MessageState &>(message) == MessageState{}); // nobody changed anything then
            ++messages;
        }
    }

private Q_SLOTS:
    void aServerOfTheVersionBeforeIsUnderstood()
    {
        const auto links = recordedLinks(QStringLiteral(BANTER_RECORDINGS_DIR), QStringLiteral("0.1"));
        QCOMPARE(links.size(), std::size_t(4));
        for (const auto &link : links) {
            for (const RecordedLine &line : link) {
                if (line.who == Who::Subprotocol) {
                    subprotocol = QString::fromLatin1(line.frame.data);
                    QVERIFY(encodingOf(subprotocol).has_value());
                    encoding = *encodingOf(subprotocol);
                    begin(link);
                } else if (line.who == Who::Client) {
                    ask(line.frame);
                } else if (line.who == Who::Server) {
                    hear(line.frame);
                }
                if (QTest::currentTestFailed())
                    return;
            }
        }
        QCOMPARE(messages, 59);
    }

private:
    // A program of its own, unless its numbers go on.
    void begin(const std::vector<RecordedLine> &link)
    {
        const auto first = read({link.at(1).frame});
        if (!first.empty() && first[0].id == 1)
            dialect = makeNativeDialect(encoding == Encoding::Cbor);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Recorded)

} // namespace tst_recorded

#include "tst_recorded.moc"
