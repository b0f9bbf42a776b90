// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/codec.h"

#include <vector>

namespace banter::protocol {

/// At least one item of every kind, with every field set, and some with as little as may be.
std::vector<ClientItem> clientSamples();
std::vector<ServerItem> serverSamples();

} // namespace banter::protocol
