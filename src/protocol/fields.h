// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/values.h"
#include "protocol/limits.h"

#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

// The words in which the schema (schema_*.h) says what a field may hold. The reader checks by them, the writers write
// by them, so that each field is described once for both directions and both encodings.
namespace banter::protocol::wire {

/// Lets one description serve a value to be read into and a const one to be written.
template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

/// What a string may be: PROTOCOL.md, sections 2 and 3.
enum class Text {
    Room,
    User,
    Id,
    Token,
    Secret,
    Program,
    Sentence,
    Message,
    MessageOrEmpty,
    Status,
    Capability,
    Reaction
};

/// An integer within a range, both ends included.
struct Whole {
    qint64 min = 0;
    qint64 max = limits::MaxInteger;
};
inline constexpr Whole AnySeq{0};
inline constexpr Whole RealSeq{1};
inline constexpr Whole AnyRev{0};
inline constexpr Whole RealRev{1};
inline constexpr Whole AnyTime{0};

/// A finite number within a range, both ends included.
struct Real {
    double min = 0;
    double max = 1;
};

struct Flag {};

/// A map of its own, with a description of its own.
struct Map {};

template <class Rule>
struct ListOf {
    Rule item;
    qsizetype max;
};
// Clang before 17 does not deduce it by itself.
template <class Rule>
ListOf(Rule, qsizetype) -> ListOf<Rule>;

/// One of a few names. Where the value may come from a newer side, an unknown name is `fallback`.
template <class E>
struct OneOf {
    std::optional<E> fallback;
};

/// What is wrong with an item, and where: "page.messages[3].text".
struct Problem {
    bool found = false;
    ErrorCode code = ErrorCode::BadRequest;
    std::string path;
    QString what;

    void set(ErrorCode newCode, QString sentence)
    {
        found = true;
        code = newCode;
        what = std::move(sentence);
    }
    void within(std::string_view outer)
    {
        const bool joins = !path.empty() && path.front() != '[';
        path.insert(0, std::string(outer) + (joins ? "." : ""));
    }
};

} // namespace banter::protocol::wire
