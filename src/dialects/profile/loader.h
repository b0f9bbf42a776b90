// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/located.h"
#include "dialects/profile/profile.h"

namespace banter::profile {

/// Reads a profile's file (PROFILES.md, profile.schema.json). Strict: a member that is not known, a value of a wrong
/// type or out of range, a place, pattern or template that makes no sense, and a whole that could not work, as acks
/// over plain frames, are refused. Pure; any thread.
std::variant<Profile, Fault> loadProfile(const QByteArray &bytes);

/// "line 12: say.send: ..." Any thread.
QString sentenceOf(const Fault &fault);

} // namespace banter::profile
