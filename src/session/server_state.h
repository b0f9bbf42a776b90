// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/capabilities.h"

#include <QString>

namespace banter {

/// What holds of the server and of the account there. The session writes it, at the sign-in and when the link goes; its
/// parts read it.
struct ServerState {
    QString owner; ///< whose store this is; empty: nobody's yet
    QString user;  ///< who signs in: the owner, where there is one
    QString epoch; ///< of the history that is held; empty: none is known
    Capabilities capabilities;
    bool signedIn = false; ///< on the present link
    bool ready = false;    ///< caught up: the outbox flows
};

} // namespace banter
