// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"
#include "dialects/profile/profile.h"
#include "dialects/wire/wire.h"

#include <memory>

namespace banter {

/// A dialect that does what a profile says, over a wire of the profile's framing. Such servers neither number nor keep
/// messages: the dialect counts them as they come, after the count that a subscription tells it, and leaves a hole of
/// one after each absence that the server's history does not close. linkRequest() is to be called before each opening.
/// Any thread; see Dialect for its use.
std::unique_ptr<Dialect> makeProfileDialect(profile::Profile profile, std::unique_ptr<wire::Wire> wire);

/// What a server of that profile can do, before it was asked. `only`: the address says that there is one room. Pure.
Capabilities capabilitiesOf(const profile::Profile &profile, bool only);

} // namespace banter
