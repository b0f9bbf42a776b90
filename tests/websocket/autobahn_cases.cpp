// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/websocket/autobahn_cases.h"
#include "tests/websocket/autobahn_words.h"

#include <functional>

namespace banter::testing {

using namespace websocket;
using namespace autobahn;

namespace {

QByteArray closing(int code, const QByteArray &reason = {})
{
    return QByteArray(1, char(code >> 8)) + char(code & 0xff) + reason;
}

// ---- 1: framing ----

void addFraming(Cases &cases)
{
    const int sizes[] = {0, 125, 126, 127, 128, 65'535, 65'536, 65'536}; // the last one in pieces of 997 bytes
    int at = 0;
    for (const int size : sizes) {
        ++at;
        const QByteArray stars(size, '*');
        const QByteArray bytes(size, '\xfe');
        cases.push_back({number({1, 1, at}), {{Text, stars}}, {text(stars)}});
        cases.push_back({number({1, 2, at}), {{Binary, bytes}}, {Frame{true, bytes}}});
    }
}

// ---- 2: pings and pongs ----

void addPings(Cases &cases)
{
    const auto ping = [](const QByteArray &payload) { return WireFrame{Ping, payload}; };
    const QByteArray most(125, '\xfe');
    const QByteArray unsolicited = "unsolicited pong payload";
    cases.push_back({"2.1", {ping({})}, {event::Ping{}}});
    cases.push_back({"2.2", {ping(Hello)}, {event::Ping{Hello}}});
    const QByteArray bytes("\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8);
    cases.push_back({"2.3", {ping(bytes)}, {event::Ping{bytes}}});
    cases.push_back({"2.4", {ping(most)}, {event::Ping{most}}});
    cases.push_back({"2.5", {ping(most + '\xfe')}, {failed()}});
    cases.push_back({"2.6", {ping(most)}, {event::Ping{most}}});
    cases.push_back({"2.7", {{Pong, {}}}, {event::Pong{}}});
    cases.push_back({"2.8", {{Pong, unsolicited}}, {event::Pong{unsolicited}}});
    cases.push_back(
        {"2.9", {{Pong, unsolicited}, ping("ping payload")}, {event::Pong{unsolicited}, event::Ping{"ping payload"}}});
    for (const char *which : {"2.10", "2.11"}) {
        AutobahnCase ten{which, {}, {}};
        for (int i = 0; i < 10; ++i) {
            const QByteArray payload = "payload-" + QByteArray::number(i);
            ten.frames.push_back(ping(payload));
            ten.events.push_back(event::Ping{payload});
        }
        cases.push_back(ten);
    }
}

// ---- 3: reserved bits ----

void addReservedBits(Cases &cases)
{
    const WireFrame hello{Text, Hello};
    cases.push_back({"3.1", {{Text, Hello, true, 4}}, {failed()}});
    for (const auto &[which, reserved] : {std::pair("3.2", 2), std::pair("3.3", 3), std::pair("3.4", 4)})
        cases.push_back({which, {hello, {Text, Hello, true, reserved}, {Ping, {}}}, {text(Hello), failed()}});
    cases.push_back({"3.5", {{Binary, QByteArray("\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8), true, 5}}, {failed()}});
    cases.push_back({"3.6", {{Ping, Hello, true, 6}}, {failed()}});
    cases.push_back({"3.7", {{Close, closing(1000), true, 7}}, {failed()}});
}

// ---- 4: opcodes ----

void addOpcodes(Cases &cases)
{
    for (const auto &[section, first] : {std::pair(1, 3), std::pair(2, 11)}) {
        for (int at = 1; at <= 5; ++at) {
            const int opcode = first + at - 1;
            const QByteArray which = number({4, section, at});
            const QByteArray payload = at == 1 || at == 3 ? QByteArray() : QByteArray("reserved opcode payload");
            if (at <= 2)
                cases.push_back({which, {{opcode, payload}}, {failed()}});
            else
                cases.push_back({which, {{Text, Hello}, {opcode, payload}, {Ping, {}}}, {text(Hello), failed()}});
        }
    }
}

// ---- 5: fragments ----

void addFragments(Cases &cases)
{
    const QByteArray one = "fragment1";
    const QByteArray two = "fragment2";
    const QByteArray payload = "ping payload";
    const Frames both{{Text, one, false}, {Continuation, two}};
    const Frames between{{Text, one, false}, {Ping, payload}, {Continuation, two}};
    const WireFrame nothingBefore{Continuation, "non-continuation payload"};
    const WireFrame nothingBeforeOpen{Continuation, "non-continuation payload", false};
    cases.push_back({"5.1", {{Ping, one, false}, {Continuation, two}}, {failed()}});
    cases.push_back({"5.2", {{Pong, one, false}, {Continuation, two}}, {failed()}});
    for (const char *which : {"5.3", "5.4", "5.5"}) // in one piece, by frames, by bytes
        cases.push_back({which, both, {text(one + two)}});
    for (const char *which : {"5.6", "5.7", "5.8"})
        cases.push_back({which, between, {event::Ping{payload}, text(one + two)}});
    for (const char *which : {"5.9", "5.10", "5.11"})
        cases.push_back({which, {nothingBefore, {Text, Hello}}, {failed()}});
    for (const char *which : {"5.12", "5.13", "5.14"})
        cases.push_back({which, {nothingBeforeOpen, {Text, Hello}}, {failed()}});
    cases.push_back({"5.15",
                     {both[0], both[1], {Continuation, "fragment3", false}, {Text, "fragment4"}},
                     {text(one + two), failed()}});
    for (const auto &[which, isFinal] : {std::pair("5.16", false), std::pair("5.17", true)}) {
        const Frames turn{{Continuation, one, isFinal}, {Text, two, false}, {Continuation, "fragment3"}};
        cases.push_back({which, {turn[0], turn[1], turn[2], turn[0], turn[1], turn[2]}, {failed()}});
    }
    cases.push_back({"5.18", {{Text, one, false}, {Text, two}}, {failed()}});
    for (const char *which : {"5.19", "5.20"}) {
        const Frames frames{{Text, "fragment1", false}, {Continuation, "fragment2", false},
                            {Ping, "pongme 1!"},        {Continuation, "fragment3", false},
                            {Ping, "pongme 2!"},        {Continuation, "fragment4", false},
                            {Ping, "pongme 3!"},        {Continuation, "fragment5"}};
        cases.push_back({which,
                         frames,
                         {event::Ping{"pongme 1!"}, event::Ping{"pongme 2!"}, event::Ping{"pongme 3!"},
                          text("fragment1fragment2fragment3fragment4fragment5")}});
    }
}

// ---- 7: the close handshake ----

void addCloses(Cases &cases)
{
    const WireFrame close{Close, closing(1000)};
    const Event closed = event::Closed{{1000, {}}};
    const QByteArray big(256 * 1024, '*');
    cases.push_back({"7.1.1", {{Text, "Hello World!"}, close}, {text("Hello World!"), closed}});
    cases.push_back({"7.1.2", {close, close}, {closed}});
    cases.push_back({"7.1.3", {close, {Ping, {}}}, {closed}});
    cases.push_back({"7.1.4", {close, {Text, "Hello World!"}}, {closed}});
    cases.push_back({"7.1.5", {{Text, "fragment1", false}, close, {Continuation, "fragment2"}}, {closed}});
    cases.push_back({"7.1.6", {{Text, big}, {Text, Hello}, close, {Ping, {}}}, {text(big), text(Hello), closed}});
    cases.push_back({"7.3.1", {{Close, {}}}, {event::Closed{}}});
    cases.push_back({"7.3.2", {{Close, "a"}}, {failed()}});
    cases.push_back({"7.3.3", {close}, {closed}});
    cases.push_back(
        {"7.3.4", {{Close, closing(1000, "Hello World!")}}, {event::Closed{{1000, QStringLiteral("Hello World!")}}}});
    const QByteArray most(123, '*');
    cases.push_back({"7.3.5", {{Close, closing(1000, most)}}, {event::Closed{{1000, QString::fromLatin1(most)}}}});
    cases.push_back({"7.3.6", {{Close, closing(1000, most + '*')}}, {failed()}});
    cases.push_back({"7.5.1", {{Close, closing(1000, NotUtf8)}}, {failed(1007)}});
    int at = 0;
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
        cases.push_back({number({7, 7, ++at}), {{Close, closing(code)}}, {event::Closed{{code, {}}}}});
    at = 0;
    for (const int code : {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999})
        cases.push_back({number({7, 9, ++at}), {{Close, closing(code)}}, {failed()}});
    at = 0;
    for (const int code : {5000, 65'535})
        cases.push_back({number({7, 13, ++at}), {{Close, closing(code)}}, {failed()}});
}

// ---- 9: limits ----

void addLimits(Cases &cases)
{
    constexpr int Kilo = 1024;
    constexpr int Mega = Kilo * Kilo;
    const auto both = [&cases](int section, int at, const std::function<AutobahnCase(int opcode)> &make) {
        for (const int opcode : {Text, Binary}) {
            AutobahnCase one = make(opcode);
            one.number = number({9, section + opcode - Text, at});
            cases.push_back(one);
        }
    };
    const auto message = [](int opcode, const QByteArray &data) { return Event(Frame{opcode == Binary, data}); };
    int at = 0;
    for (const int size : {64 * Kilo, 256 * Kilo, Mega, 4 * Mega, 8 * Mega, 16 * Mega}) {
        const QByteArray data(size, '*');
        both(1, ++at, [&](int opcode) { return AutobahnCase{{}, {{opcode, data}}, {message(opcode, data)}}; });
    }
    at = 0;
    const QByteArray four(4 * Mega, '*');
    for (const int size : {64, 256, Kilo, 4 * Kilo, 16 * Kilo, 64 * Kilo, 256 * Kilo, Mega, 4 * Mega}) {
        both(3, ++at, [&](int opcode) {
            return AutobahnCase{{}, fragments(opcode, four, size), {message(opcode, four)}};
        });
    }
    const QByteArray one(Mega, '*');
    for (at = 1; at <= 6; ++at) // in pieces of 64 to 2,048 bytes
        both(5, at, [&](int opcode) { return AutobahnCase{{}, {{opcode, one}}, {message(opcode, one)}}; });
    at = 0;
    for (const int size : {0, 16, 64, 256, 1'024, 4'096}) {
        const QByteArray data(size, '*');
        both(7, ++at, [&](int opcode) {
            return AutobahnCase{{}, Frames(1'000, {opcode, data}), Events(1'000, message(opcode, data))};
        });
    }
}

} // namespace

std::vector<AutobahnCase> autobahnCases()
{
    Cases cases;
    addFraming(cases);
    addPings(cases);
    addReservedBits(cases);
    addOpcodes(cases);
    addFragments(cases);
    for (const AutobahnCase &one : autobahnUtf8Cases())
        cases.push_back(one);
    addCloses(cases);
    addLimits(cases);
    return cases;
}

} // namespace banter::testing
