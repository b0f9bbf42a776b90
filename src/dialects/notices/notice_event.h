// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventstream/event.h"

namespace banter::notices {

/// What an event of the notices vocabulary means.
struct NoticeEvent {
    enum class Kind {
        Connected, ///< the greeting
        Notice,
        Refusal, ///< the credentials do not hold
        Trouble, ///< the server cannot go on
        Other,   ///< nothing that is known: ignored
        Bad,     ///< known, but not as it should be
    };
    Kind kind = Kind::Other;
    QString text; ///< of a notice, for people; of a refusal, of trouble and of what is bad, a sentence
    QString id;   ///< of a notice; empty when it has none
    QString user; ///< of the greeting; empty when it names none
};

/// Reads an event that has data. A text is cleaned (core/received_text.h) and cut to 16 KiB of UTF-8, the limit that
/// banter.v1 has for a message. Pure; any thread.
NoticeEvent readNotice(const eventstream::Event &event);

} // namespace banter::notices
