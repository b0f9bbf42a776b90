// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/server_schema.h"

namespace banter {
namespace {

constexpr qint32 ApplicationId = 0x424e5453; // "BNTS"

constexpr char16_t Version1[] = uR"(
CREATE TABLE account(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
  status_text TEXT NOT NULL, last_seen INTEGER NOT NULL
);
CREATE TABLE token(
  hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account(id), used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE room(
  id TEXT PRIMARY KEY, private INTEGER NOT NULL, last_seq INTEGER NOT NULL, created INTEGER NOT NULL,
  keeper INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE member(
  room TEXT NOT NULL REFERENCES room(id), account INTEGER NOT NULL REFERENCES account(id), role INTEGER NOT NULL,
  read_seq INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY(room, account)
) WITHOUT ROWID;
CREATE TABLE message(
  room TEXT NOT NULL REFERENCES room(id), seq INTEGER NOT NULL, id TEXT NOT NULL,
  sender INTEGER NOT NULL REFERENCES account(id), client_id TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(room, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX message_once ON message(sender, client_id);
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO room(id, private, last_seq, created, keeper) VALUES('lobby', 0, 0, 0, 0);
)";

// How many of the messages after a read position are the reader's own is asked for each member when the server starts.
constexpr char16_t Version2[] = uR"(
CREATE INDEX message_own ON message(sender, room, seq);
)";

// A token's last use is counted in the time for which this server has run, since the calendar may jump. What was used
// last stays the last, and all of them have their whole time again.
constexpr char16_t Version3[] = uR"(
CREATE TABLE used(
  hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account(id), used INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO used SELECT hash, account, row_number() OVER (ORDER BY used) - count(*) OVER () FROM token;
DROP TABLE token;
ALTER TABLE used RENAME TO token;
)";

// What a person chose is theirs and not a device's: it holds from one start of a program to the next.
constexpr char16_t OwnPresenceColumns[] = uR"(
ALTER TABLE account ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN status_id TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN status_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN text_id TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN text_at INTEGER NOT NULL DEFAULT 0;
)";

// An invitation makes nobody a member. One that was declined stays, so that nobody asks again at once.
constexpr char16_t InvitationTable[] = uR"(
CREATE TABLE invitation(
  room TEXT NOT NULL REFERENCES room(id) ON DELETE CASCADE,
  account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  sender INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE, at INTEGER NOT NULL, declined INTEGER NOT NULL,
  PRIMARY KEY(room, account)
) WITHOUT ROWID;
)";

// Who made a room answers for it. A room that ended leaves its last number, so that one of the same name never gives a
// number twice. Rooms of earlier versions count for their first owner, or for whom they are kept. Devices have names,
// accounts can be removed without their words, people come in by codes, and whoever runs the server leaves orders for
// it.
constexpr char16_t WhoComesIn[] = uR"(
ALTER TABLE room ADD COLUMN maker INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN base_seq INTEGER NOT NULL DEFAULT 0;
UPDATE room SET maker=coalesce(
  (SELECT account FROM member WHERE member.room=room.id AND role=1 ORDER BY since, account LIMIT 1), keeper)
  WHERE id<>'lobby';
CREATE TABLE ended_room(id TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE account ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token ADD COLUMN client TEXT NOT NULL DEFAULT '';
ALTER TABLE token ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
CREATE TABLE invite_code(
  hash BLOB PRIMARY KEY, by INTEGER NOT NULL, made INTEGER NOT NULL, uses INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX invite_code_by ON invite_code(by, made);
CREATE TABLE operator_order(
  id INTEGER PRIMARY KEY, what INTEGER NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL, answer TEXT
);
)";

// Messages change, and each change has a number of its room. The index of changes has a message once, at its newest
// number. What was done under a client id is kept by account; a message that never changed is itself the row of its
// sending. Changes name a message by its id.
constexpr char16_t MessagesThatChange[] = uR"(
ALTER TABLE message ADD COLUMN rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN text_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN edited_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN deleted_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN last_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ended_room ADD COLUMN last_rev INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX message_changed ON message(room, rev) WHERE rev<>0;
CREATE INDEX message_deleted ON message(room, seq) WHERE deleted_by<>0;
CREATE INDEX message_id ON message(id);
CREATE TABLE operation(
  account INTEGER NOT NULL REFERENCES account(id), client_id TEXT NOT NULL, verb INTEGER NOT NULL, digest BLOB NOT NULL,
  room TEXT NOT NULL REFERENCES room(id), message TEXT NOT NULL, seq INTEGER NOT NULL, rev INTEGER NOT NULL,
  at INTEGER NOT NULL, PRIMARY KEY(account, client_id)
) WITHOUT ROWID;
CREATE INDEX operation_message ON operation(room, seq);
)";

// What ages does so by the time for which this server has run, since the calendar may jump: an account that nobody
// comes back to, and a refusal, those that there are counting from now on. Codes have numbers for the order in which
// they were made. Accounts and rooms are known by where they were made, and who declined often is kept by whom they
// were asked.
constexpr char16_t AgesByService[] = uR"(
ALTER TABLE account ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN made_from TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN made_from TEXT NOT NULL DEFAULT '';
UPDATE account SET came=coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name='served'), 0);
UPDATE invitation SET declined=max(1, coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name='served'), 0))
  WHERE declined<>0;
CREATE TABLE refusal(
  account INTEGER NOT NULL REFERENCES account(id), sender INTEGER NOT NULL REFERENCES account(id),
  times INTEGER NOT NULL, PRIMARY KEY(account, sender)
) WITHOUT ROWID;
CREATE INDEX token_account ON token(account);
CREATE TABLE numbered_code(
  hash BLOB PRIMARY KEY, by INTEGER NOT NULL, made INTEGER NOT NULL, uses INTEGER NOT NULL, number INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO numbered_code SELECT hash, by, made, uses, row_number() OVER (ORDER BY made) FROM invite_code;
DROP TABLE invite_code;
ALTER TABLE numbered_code RENAME TO invite_code;
CREATE INDEX invite_code_by ON invite_code(by, number);
)";

// Where a person has signed in before, guesses from elsewhere keep them out of nothing, also after a restart; and who
// was slowed down still is.
constexpr char16_t KnownPlaces[] = uR"(
CREATE TABLE known_place(
  account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE, address TEXT NOT NULL, used INTEGER NOT NULL,
  PRIMARY KEY(account, address)
) WITHOUT ROWID;
CREATE TABLE attempt(what TEXT PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX attempt_since ON attempt(since);
)";

// What people put under messages, by whom: its order is that in which it is read. A message that answers another one
// has that one's id, which may be of none that is there.
constexpr char16_t Reactions[] = uR"(
ALTER TABLE message ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
CREATE TABLE reaction(
  room TEXT NOT NULL, seq INTEGER NOT NULL, key TEXT NOT NULL, account INTEGER NOT NULL REFERENCES account(id),
  PRIMARY KEY(room, seq, key, account), FOREIGN KEY(room, seq) REFERENCES message(room, seq)
) WITHOUT ROWID;
CREATE INDEX reaction_account ON reaction(account);
)";

// Whom a message means: their names, a line each (core/mentions.h). The index finds those that may be unread.
constexpr char16_t WhomMessagesMean[] = uR"(
ALTER TABLE message ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
CREATE INDEX message_mentions ON message(room, seq) WHERE mentions<>'';
)";

} // namespace

Schema serverSchema()
{
    // A script's place is its version: version 1 is made by the first.
    return {ApplicationId,
            {QString::fromUtf16(Version1), QString::fromUtf16(Version2), QString::fromUtf16(Version3),
             QString::fromUtf16(OwnPresenceColumns), QString::fromUtf16(InvitationTable),
             QString::fromUtf16(WhoComesIn), QString::fromUtf16(MessagesThatChange), QString::fromUtf16(AgesByService),
             QString::fromUtf16(KnownPlaces), QString::fromUtf16(Reactions), QString::fromUtf16(WhomMessagesMean)}};
}

} // namespace banter
