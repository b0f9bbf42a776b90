// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

namespace banter {

/// Shortens a run of messages until it is sure to take at most `maxBytes` on the wire, in either encoding; at least one
/// stays. `keepNewest`: the last ones stay, else the first ones. Pure.
void fitPage(std::vector<Message> &messages, qint64 maxBytes, bool keepNewest);

/// The most that these take on the wire, in either encoding. Pure.
qint64 wireBytes(const Message &message);
qint64 wireBytes(const std::vector<Message> &messages);
qint64 wireBytes(const std::vector<Member> &members);
qint64 wireBytes(const std::vector<QString> &names);

} // namespace banter
