// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/client_schema.h"

namespace banter {
namespace {

// Messages hold only what the server has acknowledged; what waits is in the outbox, whose rowid is its order.
constexpr char16_t Version1[] = uR"(
CREATE TABLE room(
  id TEXT PRIMARY KEY, private INTEGER NOT NULL, joined INTEGER NOT NULL, last_seq INTEGER NOT NULL,
  read_seq INTEGER NOT NULL, member_count INTEGER NOT NULL, reaches_start INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE message(
  room TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, client_id TEXT NOT NULL, sender TEXT NOT NULL,
  text TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(room, seq)
) WITHOUT ROWID;
CREATE INDEX message_client_id ON message(client_id) WHERE client_id <> '';
CREATE TABLE span(
  room TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(room, first)
) WITHOUT ROWID;
CREATE TABLE outbox(
  place INTEGER PRIMARY KEY AUTOINCREMENT, client_id TEXT NOT NULL UNIQUE, room TEXT NOT NULL, text TEXT NOT NULL,
  at INTEGER NOT NULL, state INTEGER NOT NULL, failure TEXT NOT NULL
);
CREATE TABLE draft(room TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)";

constexpr qint32 ApplicationId = 0x424e5443; // "BNTC"

} // namespace

Schema clientSchema()
{
    return {ApplicationId, {QString::fromUtf16(Version1)}};
}

} // namespace banter
