// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"

#include <functional>

namespace banter {

/// Finds out what a server speaks and goes on as that, which a notice tells. An address that begins with ws or wss is
/// opened as our own protocol and without credentials; a server that chooses none of its subprotocols is a plain one
/// and opened anew, with the credentials where every plain vocabulary wants them; so is one that refuses the handshake
/// with 401 or 403. Over http and https it is Socket.IO that is looked for, and where nobody speaks it a stream of
/// notices. Which of the plain vocabularies, or of Socket.IO's, shows in the first frames after a room was joined: the
/// wish is said in both, and a server leaves alone what it does not know. `make` makes a dialect by name.
std::unique_ptr<Dialect> makeAutoDialect(std::function<std::unique_ptr<Dialect>(const QString &name)> make);

} // namespace banter
