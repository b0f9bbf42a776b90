// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>

// How many links a server has, and who may have how many of them.
namespace banter::link_limits {

/// That are signed in: a large team with several devices each, at 20 kB a link.
inline constexpr std::size_t MaxLinks = 10'000;
/// Of those, for people who come with a token, or from where they have been before: others are turned away before.
inline constexpr std::size_t KeptForTokens = 1'000;
/// While only those are left, for an address that has no more than so many already, and for a network.
inline constexpr std::size_t MaxKeptPerAddress = 100;
inline constexpr std::size_t MaxKeptPerNetwork = 200;
/// Signed in from one address: an office behind one, or all of a proxy that does not tell where they come from.
inline constexpr std::size_t MaxPerAddress = 2'000;
/// From one network (clientNetwork()): what one customer may have, and what several of a provider may share.
inline constexpr std::size_t MaxPerNetwork = 4'000;
/// Of one account: a person's devices, and many scripts.
inline constexpr std::size_t MaxPerAccount = 64;
/// Links that have not signed in, on top of those that have. A team that comes back all at once does within a few round
/// trips.
inline constexpr std::size_t MaxUnknown = 1'000;
inline constexpr std::size_t MaxUnknownPerAddress = 250;
inline constexpr std::size_t MaxUnknownPerNetwork = 500;
/// Links that were told to go before they said a word, and have not gone yet.
inline constexpr std::size_t MaxTurnedAway = 200;
/// Passwords that are hashed or wait for it, for one address. One of them at a time is: see SecretHasher.
inline constexpr int MaxHashesPerAddress = 8;
/// For all of a network (clientNetwork()).
inline constexpr int MaxHashesPerNetwork = 16;
/// For one name: half of what may wait, so that others get in while many places guess at it.
inline constexpr int MaxHashesPerName = 16;
/// The same from where its person has been before.
inline constexpr int MaxHashesPerKnownName = 8;
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
