// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>

// How many links a server has, and who may have how many of them.
namespace banter::link_limits {

/// A large team with several devices each, at 20 kB a link.
inline constexpr std::size_t MaxLinks = 10'000;
/// Of those, for people who come with a token: passwords and new names are turned away before.
inline constexpr std::size_t KeptForTokens = 1'000;
/// From one address, signed in or not: an office behind one, or all of a proxy that does not tell where they come from.
inline constexpr std::size_t MaxPerAddress = 2'000;
/// Of one account: a person's devices, and many scripts.
inline constexpr std::size_t MaxPerAccount = 64;
/// Links that have not said hello. A team that comes back all at once says it within a round trip.
inline constexpr std::size_t MaxUnknown = 1'000;
inline constexpr std::size_t MaxUnknownPerAddress = 250;
/// Passwords that are hashed or wait for it, for one address: others wait behind them.
inline constexpr int MaxHashesPerAddress = 8;
/// Bytes of one frame, or one unfinished message, before the sign-in: the largest hello is half of it.
inline constexpr quint64 MaxUnknownFrameBytes = 64 * 1024;

} // namespace banter::link_limits
