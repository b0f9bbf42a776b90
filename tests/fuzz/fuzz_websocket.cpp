// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzz.h"
#include "websocket/client_handshake.h"
#include "websocket/codec.h"
#include "websocket/server_handshake.h"

#include <vector>

using namespace banter;
using namespace banter::websocket;

namespace {

/// Small, so that inputs of a few bytes go over them.
constexpr Limits Small{300, 500};

Endpoint other(Endpoint endpoint)
{
    return endpoint == Endpoint::Client ? Endpoint::Server : Endpoint::Client;
}

bool isText(QByteArrayView bytes)
{
    Utf8Checker checker;
    return checker.feed(bytes) && checker.isComplete();
}

void checkEvent(const Event &event)
{
    if (const auto *message = std::get_if<Frame>(&event)) {
        FUZZ_CHECK(message->data.size() <= Small.maxMessageBytes);
        // However much a peer announces, no more is held than twice of what came, and of what a buffer is at first.
        FUZZ_CHECK(message->data.capacity() <= 2 * Small.maxMessageBytes + 64);
        FUZZ_CHECK(message->binary || isText(message->data));
    } else if (const auto *ping = std::get_if<event::Ping>(&event)) {
        FUZZ_CHECK(ping->payload.size() <= MaxControlBytes);
    } else if (const auto *pong = std::get_if<event::Pong>(&event)) {
        FUZZ_CHECK(pong->payload.size() <= MaxControlBytes);
    } else if (const auto *closed = std::get_if<event::Closed>(&event)) {
        FUZZ_CHECK(closed->words.code == close_code::None || mayBeSent(closed->words.code));
    } else if (const auto *failed = std::get_if<event::Failed>(&event)) {
        FUZZ_CHECK(failed->code == close_code::ProtocolError || failed->code == close_code::NotUtf8 ||
                   failed->code == close_code::TooBig);
        FUZZ_CHECK(!failed->words.isEmpty());
    }
}

bool ends(const Event &event)
{
    return std::holds_alternative<event::Closed>(event) || std::holds_alternative<event::Failed>(event);
}

// What is answered and echoed is understood by a peer, whatever it was.
void checkAnswers(Codec &codec, Receiver &peer, const Event &event)
{
    const auto *message = std::get_if<Frame>(&event);
    const QByteArray echo = message ? codec.write(*message) : QByteArray();
    const QByteArray bytes = echo + codec.takeAnswers();
    QByteArrayView rest(bytes);
    std::size_t count = 0;
    while (std::optional<Event> heard = peer.read(rest)) {
        FUZZ_CHECK(!std::holds_alternative<event::Failed>(*heard));
        if (count == 0 && message)
            FUZZ_CHECK(*heard == event);
        ++count;
    }
    FUZZ_CHECK(count == (std::holds_alternative<event::Pong>(event) ? 0 : 1));
    FUZZ_CHECK(!codec.hasAnswers());
}

std::vector<Event> readInPieces(const QByteArray &bytes, qsizetype step, Endpoint endpoint)
{
    SeededRandom random(1);
    Codec codec(endpoint, random, Small);
    codec.setFragmentBytes(7);
    Receiver peer(other(endpoint), Small);
    std::vector<Event> events;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const QByteArray piece = bytes.mid(at, step);
        QByteArrayView rest(piece);
        while (std::optional<Event> event = codec.read(rest)) {
            FUZZ_CHECK(events.empty() || !ends(events.back()));
            checkEvent(*event);
            checkAnswers(codec, peer, *event);
            events.push_back(std::move(*event));
        }
        FUZZ_CHECK(rest.isEmpty());
    }
    return events;
}

void frames(const QByteArray &bytes, Endpoint endpoint)
{
    const std::vector<Event> whole = readInPieces(bytes, std::max<qsizetype>(1, bytes.size()), endpoint);
    FUZZ_CHECK(readInPieces(bytes, 1, endpoint) == whole);
    FUZZ_CHECK(readInPieces(bytes, 5, endpoint) == whole);
}

// Both sides read the same in whatever pieces it comes, and leave what follows the head.
template <class Handshake>
qsizetype leftBy(Handshake &handshake, const QByteArray &bytes, qsizetype step)
{
    using State = typename Handshake::State;
    qsizetype taken = 0;
    while (handshake.state() == State::Waiting && taken < bytes.size()) {
        const QByteArray piece = bytes.mid(taken, step);
        QByteArrayView rest(piece);
        handshake.feed(rest);
        FUZZ_CHECK(handshake.state() != State::Waiting || rest.isEmpty());
        taken += piece.size() - rest.size();
    }
    return bytes.size() - taken;
}

void answers(const QByteArray &bytes)
{
    SeededRandom one(1);
    SeededRandom two(1);
    const Opening opening{QUrl(QStringLiteral("ws://h/")), {QStringLiteral("chat")}, {}};
    ClientHandshake whole(opening, one);
    ClientHandshake parts(opening, two);
    const qsizetype left = leftBy(whole, bytes, std::max<qsizetype>(1, bytes.size()));
    const qsizetype leftInParts = leftBy(parts, bytes, 1);
    FUZZ_CHECK(whole.state() == parts.state() && whole.status() == parts.status());
    FUZZ_CHECK(whole.phrase() == parts.phrase() && whole.fault() == parts.fault());
    FUZZ_CHECK(whole.state() != ClientHandshake::State::Refused || left == leftInParts);
    FUZZ_CHECK(whole.retryAfterMs(0) >= 0 && whole.retryAfterMs(0) <= ClientHandshake::MaxRetryAfterMs);
    whole.location();
}

void requests(const QByteArray &bytes)
{
    ServerHandshake whole({QStringLiteral("chat")});
    ServerHandshake parts({QStringLiteral("chat")});
    const qsizetype left = leftBy(whole, bytes, std::max<qsizetype>(1, bytes.size()));
    const qsizetype leftInParts = leftBy(parts, bytes, 1);
    FUZZ_CHECK(whole.state() == parts.state() && whole.status() == parts.status());
    if (whole.state() != ServerHandshake::State::Asked)
        return;
    FUZZ_CHECK(left == leftInParts && !whole.target().isEmpty());
    FUZZ_CHECK(whole.accept().endsWith("\r\n\r\n") && whole.accept().count("\r\n\r\n") == 1);
}

} // namespace

// The first byte says what the others are: frames to a server (s) or a client (c), a server's answer (a), a client's
// request (r).
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes = testing::fuzzBytes(data, size).mid(1);
    switch (data[0]) {
    case 's':
        frames(bytes, Endpoint::Server);
        break;
    case 'a':
        answers(bytes);
        break;
    case 'r':
        requests(bytes);
        break;
    default:
        frames(bytes, Endpoint::Client);
        break;
    }
    return 0;
}
