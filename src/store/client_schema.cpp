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

// Messages can be searched. A full-text index names its rows by a number, so that messages have one now: their time in
// the upper bits, which makes the index give the newest first without sorting (see placeOf() in
// sqlite_client_store.cpp). Trigrams find what stands in the middle of a word, and languages without spaces. They cost
// several times what the message itself does, so that a page of history waits for its turn in `unindexed`.
// The outbox knows what may have reached the server (of older entries nobody knows), and which messages were
// acknowledged in a history that the server no longer has.
constexpr char16_t Version2[] = uR"(
CREATE TABLE said(
  place INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, client_id TEXT NOT NULL,
  sender TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE(room, seq)
);
INSERT INTO said SELECT number + max(base - number) OVER (ORDER BY number), room, seq, id, client_id, sender, text, at
  FROM (SELECT *, row_number() OVER (ORDER BY at, room, seq) AS number,
    min(max(at, 0), 4398046511103) << 20 AS base FROM message);
DROP TABLE message;
ALTER TABLE said RENAME TO message;
CREATE INDEX message_client_id ON message(client_id) WHERE client_id <> '';
CREATE VIRTUAL TABLE search USING fts5(text, content='message', content_rowid='place', tokenize='trigram', columnsize=0);
INSERT INTO search(search) VALUES('rebuild');
CREATE TABLE unindexed(place INTEGER PRIMARY KEY);
CREATE TRIGGER search_put AFTER INSERT ON message BEGIN INSERT INTO unindexed(place) VALUES(new.place); END;
CREATE TRIGGER search_drop AFTER DELETE ON message BEGIN
  INSERT INTO search(search, rowid, text) SELECT 'delete', old.place, old.text
    WHERE NOT EXISTS (SELECT 1 FROM unindexed WHERE place=old.place); DELETE FROM unindexed
    WHERE place=old.place; END;
CREATE TRIGGER search_change AFTER UPDATE OF text ON message WHEN old.text <> new.text BEGIN
  INSERT INTO search(search, rowid, text) SELECT 'delete', old.place, old.text
    WHERE NOT EXISTS (SELECT 1 FROM unindexed WHERE place=old.place); INSERT OR IGNORE INTO unindexed(place)
    VALUES(new.place); END;
ALTER TABLE outbox ADD COLUMN tried INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN former_seq INTEGER NOT NULL DEFAULT 0;
)";

// A room counts its messages that are the person's own and after the read position: another device's are not here.
constexpr char16_t Version3[] = uR"(
ALTER TABLE room ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
)";

// What is held of a history has ends that the server names: after this place and up to that one, each with a mark of
// the server's where it goes on from there by a mark. That a history begins is said by the run that begins at 0.
constexpr char16_t Version4[] = uR"(
CREATE TABLE run(
  room TEXT NOT NULL, after INTEGER NOT NULL, last INTEGER NOT NULL, after_mark TEXT NOT NULL DEFAULT '',
  last_mark TEXT NOT NULL DEFAULT '', PRIMARY KEY(room, after)
) WITHOUT ROWID;
INSERT INTO run(room, after, last) SELECT room, CASE WHEN first = (SELECT min(first) FROM span AS oldest
  WHERE oldest.room = span.room) AND EXISTS (SELECT 1 FROM room WHERE id = span.room AND reaches_start)
  THEN 0 ELSE first - 1 END, last FROM span;
DROP TABLE span;
ALTER TABLE room DROP COLUMN reaches_start;
)";

// Messages change. A room keeps up to which change all of its messages are known, and which is the newest that anybody
// spoke of. What was stored before is as it was when it came, before any change. A version that learns to keep another
// part of a message sets held_rev back to 0, and so is told the whole of it. A text may change again before it is in
// the index: the trigger's INSERT OR IGNORE became an INSERT OR ABORT, since that of the statement which fires it
// holds.
constexpr char16_t Version5[] = uR"(
ALTER TABLE message ADD COLUMN rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN edited_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN deleted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE room ADD COLUMN last_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN held_rev INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER search_change;
CREATE TRIGGER search_change AFTER UPDATE OF text ON message WHEN old.text <> new.text BEGIN
  INSERT INTO search(search, rowid, text) SELECT 'delete', old.place, old.text
    WHERE NOT EXISTS (SELECT 1 FROM unindexed WHERE place=old.place); DELETE FROM unindexed
    WHERE place=old.place; INSERT INTO unindexed(place) VALUES(new.place); END;
)";

// The outbox has changes of messages as well. What was in it before is messages.
constexpr char16_t Version6[] = uR"(
ALTER TABLE outbox ADD COLUMN operation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN target TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN target_client_id TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN base_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN base_epoch TEXT NOT NULL DEFAULT '';
)";

// Messages have reactions (see reactionsText() in message_row.h) and say which one they answer; the held revs go back
// to 0, see above. What is looked up by its id, as the message that another one answers is, is found by an index. The
// outbox has reactions as well, and what a message in it answers.
constexpr char16_t Version7[] = uR"(
ALTER TABLE message ADD COLUMN reply_id TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN reply_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN reply_sender TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN reactions TEXT NOT NULL DEFAULT '';
CREATE INDEX message_id ON message(id) WHERE id <> '';
UPDATE room SET held_rev=0;
ALTER TABLE outbox ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN is_on INTEGER NOT NULL DEFAULT 1;
)";

// Messages say whom they mean (see mentionsText() in core/mentions.h), and so does what waits in the outbox; a room
// counts those that are unread. The held revs go back to 0, see above.
constexpr char16_t Version8[] = uR"(
ALTER TABLE message ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE room ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
UPDATE room SET held_rev=0;
)";

constexpr qint32 ApplicationId = 0x424e5443; // "BNTC"

} // namespace

Schema clientSchema()
{
    return {ApplicationId,
            {QString::fromUtf16(Version1), QString::fromUtf16(Version2), QString::fromUtf16(Version3),
             QString::fromUtf16(Version4), QString::fromUtf16(Version5), QString::fromUtf16(Version6),
             QString::fromUtf16(Version7), QString::fromUtf16(Version8)}};
}

} // namespace banter
