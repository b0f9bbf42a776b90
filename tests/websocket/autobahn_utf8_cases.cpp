// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/websocket/autobahn_cases.h"
#include "tests/websocket/autobahn_words.h"

namespace banter::testing {

using namespace websocket;
using namespace autobahn;

namespace {

struct Sequence {
    bool valid;
    QByteArray bytes;
};

void addUtf8Group(Cases &cases, int group, const std::vector<Sequence> &sequences)
{
    int at = 0;
    for (const auto &[valid, bytes] : sequences) {
        const Event outcome = valid ? text(bytes) : failed(1007);
        cases.push_back({number({6, group, ++at}), {{Text, bytes}}, {outcome}});
    }
}

void addUtf8Messages(Cases &cases)
{
    const QByteArray hello = "Hello-\xc2\xb5@\xc3\x9f\xc3\xb6\xc3\xa4";
    const QByteArray rest = "\xc3\xbc\xc3\xa0\xc3\xa1-UTF-8!!";
    cases.push_back({"6.1.1", {{Text, {}}}, {text({})}});
    cases.push_back({"6.1.2", {{Text, {}, false}, {Continuation, {}, false}, {Continuation, {}}}, {text({})}});
    cases.push_back({"6.1.3",
                     {{Text, {}, false}, {Continuation, "middle frame payload", false}, {Continuation, {}}},
                     {text("middle frame payload")}});
    cases.push_back({"6.2.1", {{Text, hello + rest}}, {text(hello + rest)}});
    cases.push_back({"6.2.2", {{Text, hello, false}, {Continuation, rest}}, {text(hello + rest)}});
    cases.push_back({"6.2.3", fragments(Text, hello + rest, 1), {text(hello + rest)}});
    cases.push_back({"6.2.4", fragments(Text, Kosme, 1), {text(Kosme)}});
    cases.push_back({"6.3.1", {{Text, NotUtf8}}, {failed(1007)}});
    cases.push_back({"6.3.2", fragments(Text, NotUtf8, 1), {failed(1007)}});
}

QByteArray range(int first, int end, const QByteArray &after = {})
{
    QByteArray out;
    for (int byte = first; byte < end; ++byte)
        out += char(byte) + after;
    return out;
}

std::vector<Sequence> prefixesOfKosme()
{
    std::vector<Sequence> out;
    for (qsizetype size = 1; size <= Kosme.size(); ++size)
        out.push_back({size == 2 || size == 5 || size == 7 || size == 9 || size == 11, Kosme.left(size)});
    return out;
}

// Valid by RFC 3629.
std::vector<Sequence> nonCharacters()
{
    std::vector<Sequence> out{{true, "\xef\xbf\xbe"}, {true, "\xef\xbf\xbf"}};
    for (int plane = 1; plane <= 16; ++plane) {
        for (const char last : {'\xbe', '\xbf'}) {
            const int second = ((plane & 3) << 4) | 0x8f;
            out.push_back({true, QByteArray(1, char(0xf0 | (plane >> 2))) + char(second) + '\xbf' + last});
        }
    }
    return out;
}

void addUtf8Sequences(Cases &cases)
{
    addUtf8Group(cases, 5,
                 {{true, "hello\x24world"},
                  {true, "hello\xc2\xa2world"},
                  {true, "hello\xe2\x82\xacworld"},
                  {true, "hello\xf0\xa4\xad\xa2world"},
                  {true, Kosme}});
    addUtf8Group(cases, 6, prefixesOfKosme());
    addUtf8Group(cases, 7,
                 {{true, QByteArray(1, '\0')}, {true, "\xc2\x80"}, {true, "\xe0\xa0\x80"}, {true, "\xf0\x90\x80\x80"}});
    addUtf8Group(cases, 8, {{false, "\xf8\x88\x80\x80\x80"}, {false, "\xfc\x84\x80\x80\x80\x80"}});
    addUtf8Group(cases, 9, {{true, "\x7f"}, {true, "\xdf\xbf"}, {true, "\xef\xbf\xbf"}, {true, "\xf4\x8f\xbf\xbf"}});
    addUtf8Group(cases, 10,
                 {{false, "\xf7\xbf\xbf\xbf"}, {false, "\xfb\xbf\xbf\xbf\xbf"}, {false, "\xfd\xbf\xbf\xbf\xbf\xbf"}});
    addUtf8Group(cases, 11,
                 {{true, "\xed\x9f\xbf"},
                  {true, "\xee\x80\x80"},
                  {true, "\xef\xbf\xbd"},
                  {true, "\xf4\x8f\xbf\xbf"},
                  {false, "\xf4\x90\x80\x80"}});
    addUtf8Group(cases, 12,
                 {{false, "\x80"},
                  {false, "\xbf"},
                  {false, "\x80\xbf"},
                  {false, "\x80\xbf\x80"},
                  {false, "\x80\xbf\x80\xbf"},
                  {false, "\x80\xbf\x80\xbf\x80"},
                  {false, "\x80\xbf\x80\xbf\x80\xbf"},
                  {false, range(0x80, 0xbf)}});
    addUtf8Group(cases, 13,
                 {{false, range(0xc0, 0xdf, " ")},
                  {false, range(0xe0, 0xef, " ")},
                  {false, range(0xf0, 0xf7, " ")},
                  {false, range(0xf8, 0xfb, " ")},
                  {false, range(0xfc, 0xfd, " ")}});
    const QByteArrayList cut{"\xc0", "\xe0\x80", "\xf0\x80\x80", "\xf8\x80\x80\x80", "\xfc\x80\x80\x80\x80",
                             "\xdf", "\xef\xbf", "\xf7\xbf\xbf", "\xfb\xbf\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf"};
    std::vector<Sequence> incomplete;
    for (const QByteArray &bytes : cut)
        incomplete.push_back({false, bytes});
    addUtf8Group(cases, 14, incomplete);
    addUtf8Group(cases, 15, {{false, cut.join()}});
    addUtf8Group(cases, 16, {{false, "\xfe"}, {false, "\xff"}, {false, "\xfe\xfe\xff\xff"}});
    addUtf8Group(cases, 17,
                 {{false, "\xc0\xaf"},
                  {false, "\xe0\x80\xaf"},
                  {false, "\xf0\x80\x80\xaf"},
                  {false, "\xf8\x80\x80\x80\xaf"},
                  {false, "\xfc\x80\x80\x80\x80\xaf"}});
    addUtf8Group(cases, 18,
                 {{false, "\xc1\xbf"},
                  {false, "\xe0\x9f\xbf"},
                  {false, "\xf0\x8f\xbf\xbf"},
                  {false, "\xf8\x87\xbf\xbf\xbf"},
                  {false, "\xfc\x83\xbf\xbf\xbf\xbf"}});
    addUtf8Group(cases, 19,
                 {{false, "\xc0\x80"},
                  {false, "\xe0\x80\x80"},
                  {false, "\xf0\x80\x80\x80"},
                  {false, "\xf8\x80\x80\x80\x80"},
                  {false, "\xfc\x80\x80\x80\x80\x80"}});
    addUtf8Group(cases, 20,
                 {{false, "\xed\xa0\x80"},
                  {false, "\xed\xad\xbf"},
                  {false, "\xed\xae\x80"},
                  {false, "\xed\xaf\xbf"},
                  {false, "\xed\xb0\x80"},
                  {false, "\xed\xbe\x80"},
                  {false, "\xed\xbf\xbf"}});
    std::vector<Sequence> pairs;
    for (const char *high : {"\xed\xa0\x80", "\xed\xad\xbf", "\xed\xae\x80", "\xed\xaf\xbf"}) {
        for (const char *low : {"\xed\xb0\x80", "\xed\xbf\xbf"})
            pairs.push_back({false, QByteArray(high) + low});
    }
    addUtf8Group(cases, 21, pairs);
    addUtf8Group(cases, 22, nonCharacters());
    std::vector<Sequence> specials;
    for (int last = 0xb9; last <= 0xbf; ++last)
        specials.push_back({true, QByteArray("\xef\xbf") + char(last)});
    addUtf8Group(cases, 23, specials);
}

} // namespace

std::vector<AutobahnCase> autobahnUtf8Cases()
{
    Cases cases;
    addUtf8Messages(cases);
    addUtf8Sequences(cases);
    return cases;
}

} // namespace banter::testing
