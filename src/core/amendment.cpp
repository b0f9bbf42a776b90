// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/amendment.h"

#include "core/reactions.h"

namespace banter {

Amendment wholeOf(const Message &message)
{
    return {message.room,
            message.id,
            message.seq,
            message.rev,
            Amendment::Words{message.text, message.editedAt, message.mentions},
            message.deletedBy,
            true,
            {},
            message.reactions};
}

bool amend(Message &held, const Amendment &change)
{
    if (held.room != change.room || held.seq != change.seq || held.id != change.id)
        return false;
    if (change.whole ? change.rev < held.rev : change.rev <= held.rev)
        return false;
    const Message before = held;
    if (!change.early)
        held.rev = change.rev;
    if (change.words) {
        held.text = change.words->text;
        held.editedAt = change.words->editedAt;
        held.mentions = change.words->mentions;
    }
    if (change.whole || !change.deletedBy.isEmpty())
        held.deletedBy = change.deletedBy;
    if (change.whole)
        held.reactions = change.reactions;
    else if (change.reacted)
        setReactions(held.reactions, change.reacted->user, change.reacted->keys);
    if (!held.deletedBy.isEmpty()) {
        held.reactions.clear();
        held.text.clear();
        held.editedAt = 0;
        held.mentions = {};
    }
    return !(held == before);
}

} // namespace banter
