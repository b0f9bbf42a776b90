// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server_options.h"

// The commands that look after a database. They print what came of it, and how far they are when it takes long. Main
// thread, which they keep until they are done.
namespace banter {

ServerExit carryOut(const BackupWish &wish);
ServerExit carryOut(const CheckWish &wish);
ServerExit carryOut(const RestoreWish &wish);
ServerExit carryOut(const InviteWish &wish);
ServerExit carryOut(const ListWish &wish);
ServerExit carryOut(const OrderWish &wish);

/// As syslog(3) numbers them.
enum class Severity { Error = 3, Warning = 4, Notice = 5 };

/// One line to the standard error, and its severity with it where systemd's journal reads that. What is in it may come
/// from a damaged file: nothing but printable characters leave.
void complain(const QString &sentence, Severity severity = Severity::Error);

} // namespace banter
