// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/timeline_model.h"

// What the person wishes of a message that was sent, as its row shows it. Null: nothing. Pure, but for the language.
namespace banter {

/// The last wish of that message but for reactions, which is what it is to be; null where there is none.
const ShownOperation *lastWish(const std::vector<ShownOperation> &wishes, const Message &message);
TimelineModel::Change changeOf(const ShownOperation *wish);
/// The row's text, where the message says `text`.
QString textOf(const QString &text, const ShownOperation *wish);
/// Whom that means.
Mentions mentionsOf(const Mentions &mentions, const ShownOperation *wish);
/// What becomes of the wish, as a sentence; empty where there is none. `source` is who refused it.
QString noteOf(const ShownOperation *wish, ErrorSource source);
/// What the person wrote for an edit that is not done, as long as it waits for them; empty otherwise.
QString wordsOf(const ShownOperation *wish);

} // namespace banter
