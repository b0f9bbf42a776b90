// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// What this program itself has to say about a server, in place of a sentence: whoever shows it knows the language.
struct Remark {
    enum class Kind {
        Speaks,       ///< `subject`, a dialect's name, was found by itself to be what the server speaks
        RoomsUnnamed, ///< its messages do not say which room they belong to
        SpaceRefused, ///< it does not let us into the namespace `subject`, and says `words`
    };
    Kind kind = Kind::Speaks;
    QString subject = {};
    QString words = {}; ///< the server's own, cut already
    bool operator==(const Remark &) const = default;
};

/// As one English sentence, for logs and scripts. Any thread.
QString remarkSentence(const Remark &remark);

} // namespace banter
