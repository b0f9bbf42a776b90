// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/status.h"
#include "core/error.h"
#include "core/remark.h"

namespace banter {

/// The one place where errors become sentences in the person's language. GUI thread (it follows the language).

/// What happened and, where there is something to do, what to do.
QString errorText(ErrorCode code);
/// Where an error comes from, which decides whose disk is full and whose sentences are for people.
enum class ErrorSource {
    Here,         ///< this program, or its own disk
    OwnServer,    ///< a server of this program's protocol: its sentences name parts of the wire and are for logs
    HostedServer, ///< the one in this program: as OwnServer, but its disk is this computer's
    OtherServer,  ///< a server of others: where its code says little, its sentence is all that there is
};
/// The same for an error with words, which are shown where they are for people.
QString errorText(const Error &error, ErrorSource source);
/// In place of TooLarge, which says of a room that was to be created or joined that there are too many.
QString tooManyRoomsText();
/// In place of TooLarge, which says of a new account that there are too many.
QString tooManyAccountsText();
/// A message's failure as the store keeps it: "code_name: sentence", or a bare sentence. `source` is who refused it.
QString failureText(const QString &failure, ErrorSource source);
/// Empty for what is told elsewhere: which dialect was found is in IdentityModel::speaks(), and no news for who asked
/// for that.
QString remarkText(const Remark &remark);
/// Why the connection is not there. `reason` is ConnectionStatus::reason, may be empty: shown where it is the other
/// side's own words. Empty for None.
QString troubleText(ConnectionTrouble trouble, const QString &reason);

} // namespace banter
