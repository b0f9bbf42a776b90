// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/profile.h"

#include <QVarLengthArray>

#include <simdjson.h>

namespace banter::profile {

using Element = simdjson::dom::element;

/// What one event holds: its arguments, and what a pattern caught in them. Lives as long as the parser's document.
class Scope {
public:
    /// One more argument. Of the first one the members are noted, since several of them are asked for in each event.
    void add(const Element &argument);
    /// The same with the item in place of the first argument.
    Scope inside(const Element &item) const;
    /// What stands at the place in the arguments, if that is another thing than null.
    std::optional<Element> at(const Place &place) const;

    const QVarLengthArray<Element, 4> &args() const { return m_args; }

    std::map<QString, QString> caught;

private:
    /// More than that is looked up where it is.
    static constexpr qsizetype MaxNoted = 16;
    void note(const simdjson::dom::object &first);

    QVarLengthArray<Element, 4> m_args;
    QVarLengthArray<std::pair<std::string_view, Element>, MaxNoted> m_members;
    bool m_noted = false;
};

/// The longest name of a person, a room or a message that is taken.
inline constexpr qsizetype MaxNameChars = 256;
/// The longest mark of a place in a history: what is longer is none.
inline constexpr qsizetype MaxMarkChars = 4'096;

/// The first of the places that holds something other than null. Any thread.
std::optional<Element> find(const Places &places, const Scope &scope);
/// A text; a number or a flag as one. Nothing where there is none.
std::optional<QString> findText(const Places &places, const Scope &scope);
/// A text that can name something: not empty, at most MaxNameChars, without control characters.
std::optional<QString> findName(const Places &places, const Scope &scope);
/// What names a message: such a name, and of any other text one that is made of all of it, so that two that differ
/// anywhere stay two. Empty where there is no text.
QString findId(const Places &places, const Scope &scope);
std::optional<double> findNumber(const Places &places, const Scope &scope);
/// A flag, a number that is not 0, or the text "true".
std::optional<bool> findFlag(const Places &places, const Scope &scope);
/// A time: ms or s since 1970 as a number, or ISO 8601 as a text. 0 where there is none.
WallMs findTime(const Places &places, const Scope &scope);
bool equals(const Element &element, const QJsonValue &value);
QString plainText(const Element &element);

} // namespace banter::profile
