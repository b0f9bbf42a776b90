// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/profile.h"

#include <span>

// The words that a profile's file uses for the values of profile.h.
namespace banter::profile {

struct FieldUse {
    Field field;
    bool required;
};
struct MeaningWord {
    const char *word;
    Meaning meaning;
    std::vector<FieldUse> fields;
};
const std::vector<MeaningWord> &meaningWords();
const MeaningWord &wordOf(Meaning meaning);

const char *nameOf(Field field);

struct ActionWord {
    const char *word;
    Action action;
    std::vector<const char *> values; ///< what may stand in braces
};
const std::vector<ActionWord> &actionWords();

const std::vector<std::pair<const char *, AckStyle>> &ackWords();

/// The codes of errors that a server's words may be given.
const std::vector<const char *> &errorWords();

} // namespace banter::profile
