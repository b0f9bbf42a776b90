PRAGMA application_id=0x424e5453;
CREATE TABLE account(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
  status_text TEXT NOT NULL, last_seen INTEGER NOT NULL
);
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
CREATE TABLE "token"(
  hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account(id), used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_own ON message(sender, room, seq);
ALTER TABLE account ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN status_id TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN status_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN text_id TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN text_at INTEGER NOT NULL DEFAULT 0;
INSERT INTO setting VALUES('epoch', 'the-first-epoch');
INSERT INTO setting VALUES('served', '7200000');
INSERT INTO account VALUES(1, 'Ann', 'ann', 'hash of a password', 'at sea', 1700000000000, 4, 'word-1', 1700000000001, 'word-2',
  1700000000002);
INSERT INTO account VALUES(2, '小明', '小明', 'hash of another', '', 1700000000500, 0, '', 0, '', 0);
INSERT INTO token VALUES(x'0102', 1, 3600000);
INSERT INTO room VALUES('lobby', 0, 2, 0, 0);
INSERT INTO room VALUES('attic', 1, 0, 1700000000100, 2);
INSERT INTO member VALUES('lobby', 1, 0, 2, 1700000000000);
INSERT INTO member VALUES('lobby', 2, 0, 1, 1700000000500);
INSERT INTO message VALUES('lobby', 1, 'm1', 1, 'c1', 'Good morning', 1700000000200);
INSERT INTO message VALUES('lobby', 2, 'm2', 1, 'c2', '早上好', 1700000000300);
PRAGMA user_version=4;
