// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/machine.h"
#include "connection/status.h"
#include "transport/link.h"

#include <QString>

// Between the words of the link, of the state machine, and of people. Pure: any thread.
namespace banter {

/// What the machine is told of a link's end. An end that this side made is as good as lost: nobody waits for it.
connection::EndKind endKind(LinkEnd::Kind kind);

/// What people see of the machine's phase. Reconnecting only after the machine was connected once.
ConnectionState publicState(connection::Phase phase, bool everConnected);

/// How the latest try stands. A dial that is planned without any trouble is a step of the same try.
TryOutcome outcomeOf(connection::Phase phase, connection::Trouble trouble);

/// One English sentence on the trouble; empty for none and for what the person asked for.
QString sentence(connection::Trouble trouble);

} // namespace banter
