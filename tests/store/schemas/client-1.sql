PRAGMA application_id=0x424e5443;
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
INSERT INTO room VALUES('lobby', 0, 1, 3, 2, 4, 0);
INSERT INTO message VALUES('lobby', 2, 'm2', '', 'bob', '早上好', 8);
INSERT INTO message VALUES('lobby', 3, 'm3', 'c3', 'ann', 'hi', 9);
INSERT INTO span VALUES('lobby', 2, 3);
INSERT INTO outbox VALUES(7, 'c4', 'lobby', 'bye', 10, 0, '');
INSERT INTO draft VALUES('lobby', 'half a');
INSERT INTO setting VALUES('epoch', 'the-first-epoch');
PRAGMA user_version=1;
