// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/reacting_model.h"

#include "core/text.h"
#include "protocol/limits.h"

#include <algorithm>

namespace banter {

QStringList ReactingModel::usual() const
{
    return {QString::fromUtf8("👍"), QString::fromUtf8("❤️"), QString::fromUtf8("😂"),
            QString::fromUtf8("🎉"), QString::fromUtf8("😮"),      QString::fromUtf8("😢")};
}

void ReactingModel::toggle(const QString &messageId, const QString &key)
{
    const TimelineModel *timeline = m_parts.room.timeline();
    const int at = timeline ? timeline->rows().find(messageId) : -1;
    if (at < 0 || !m_parts.features.reactions() || !checkReaction(key, protocol::limits::MaxReactionChars)) {
        return;
    }
    const Message &message = timeline->rows().at(at).message;
    if (!message.deletedBy.isEmpty()) {
        return;
    }
    const std::vector<Reaction> shown = timeline->reactions().shown(message);
    const bool on = !timeline->reactions().isMine(message, key);
    const bool isNew =
        std::none_of(shown.begin(), shown.end(), [&](const Reaction &reaction) { return reaction.key == key; });
    if (isNew && static_cast<int>(shown.size()) >= protocol::limits::MaxReactionKeys) {
        Q_EMIT failed(tr("There are %n different reaction(s) under this message already, which is the most.", nullptr,
                         protocol::limits::MaxReactionKeys),
                      timeline->room());
        return;
    }
    const ShownOperation *refused = timeline->reactions().refused(message, key);
    if (refused && refused->on == on) {
        m_parts.sink.tell(tell::Retry{refused->clientId});
        return;
    }
    m_parts.sink.tell(tell::React{timeline->room(), messageId, key, on});
}

} // namespace banter
