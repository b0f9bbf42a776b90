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
/// Passwords that are hashed or wait for it, for one address. One of them at a time is: see SecretHasher.
inline constexpr int MaxHashesPerAddress = 8;
/// Bytes of one frame, or one unfinished message, before the sign-in: the largest hello is half of it.
inline constexpr quint64 MaxUnknownFrameBytes = 64 * 1024;
/// Bytes of frames of an account, where its messages have a rate. A frame takes Qt some 4 ms a megabyte before anybody
/// can ask whose it is. Twenty messages a second of the greatest length, all of it escaped, are 2 MB.
inline constexpr double BytesPerSecond = 2'000'000;
/// What a device has on its way (4 MiB of text, escaped), of several devices that come back at once.
inline constexpr int BytesBurst = 64'000'000;
/// What it must have left to come in: four seconds of quiet after it has sent too much.
inline constexpr double BytesToComeBack = 8'000'000;

} // namespace banter::link_limits
