// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/amendment.h"

namespace banter {

Amendment wholeOf(const Message &message)
{
    return {message.room,      message.id, message.seq, message.rev, Amendment::Words{message.text, message.editedAt},
            message.deletedBy, true};
}

bool amend(Message &held, const Amendment &change)
{
    if (held.room != change.room || held.seq != change.seq || held.id != change.id)
        return false;
    if (change.whole ? change.rev < held.rev : change.rev <= held.rev)
        return false;
    const Message before = held;
    held.rev = change.rev;
    if (change.words) {
        held.text = change.words->text;
        held.editedAt = change.words->editedAt;
    }
    if (change.whole || !change.deletedBy.isEmpty())
        held.deletedBy = change.deletedBy;
    if (!held.deletedBy.isEmpty()) {
        held.text.clear();
        held.editedAt = 0;
    }
    return !(held == before);
}

} // namespace banter
