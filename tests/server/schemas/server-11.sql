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
CREATE TABLE invitation(
  room TEXT NOT NULL REFERENCES room(id) ON DELETE CASCADE,
  account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  sender INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE, at INTEGER NOT NULL, declined INTEGER NOT NULL,
  PRIMARY KEY(room, account)
) WITHOUT ROWID;
ALTER TABLE room ADD COLUMN maker INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN base_seq INTEGER NOT NULL DEFAULT 0;
CREATE TABLE ended_room(id TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE account ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token ADD COLUMN client TEXT NOT NULL DEFAULT '';
ALTER TABLE token ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "invite_code"(
  hash BLOB PRIMARY KEY, by INTEGER NOT NULL, made INTEGER NOT NULL, uses INTEGER NOT NULL, number INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX invite_code_by ON invite_code(by, number);
CREATE TABLE operator_order(
  id INTEGER PRIMARY KEY, what INTEGER NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL, answer TEXT
);
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
ALTER TABLE account ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN made_from TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN made_from TEXT NOT NULL DEFAULT '';
CREATE TABLE refusal(
  account INTEGER NOT NULL REFERENCES account(id), sender INTEGER NOT NULL REFERENCES account(id),
  times INTEGER NOT NULL, PRIMARY KEY(account, sender)
) WITHOUT ROWID;
CREATE INDEX token_account ON token(account);
CREATE TABLE known_place(
  account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE, address TEXT NOT NULL, used INTEGER NOT NULL,
  PRIMARY KEY(account, address)
) WITHOUT ROWID;
CREATE TABLE attempt(what TEXT PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX attempt_since ON attempt(since);
ALTER TABLE message ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
CREATE TABLE reaction(
  room TEXT NOT NULL, seq INTEGER NOT NULL, key TEXT NOT NULL, account INTEGER NOT NULL REFERENCES account(id),
  PRIMARY KEY(room, seq, key, account), FOREIGN KEY(room, seq) REFERENCES message(room, seq)
) WITHOUT ROWID;
CREATE INDEX reaction_account ON reaction(account);
ALTER TABLE message ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
CREATE INDEX message_mentions ON message(room, seq) WHERE mentions<>'';
INSERT INTO invite_code VALUES(x'0a0b', 1, 1700000000000, 1, 1);
INSERT INTO ended_room VALUES('cellar', 7, 3);
INSERT INTO setting VALUES('epoch', 'the-first-epoch');
INSERT INTO setting VALUES('served', '7200000');
INSERT INTO account VALUES(1, 'Ann', 'ann', 'hash of a password', 'at sea', 1700000000000, 4, 'word-1', 1700000000001, 'word-2',
  1700000000002, 0,
  1700000000000, '10.0.0.1', 3600000);
INSERT INTO account VALUES(2, '小明', '小明', 'hash of another', '', 1700000000500, 0, '', 0, '', 0, 0, 0, '', 0);
INSERT INTO token VALUES(x'0102', 1, 3600000, 'banter/0.1.0', 1700000000000, 1700000000000);
INSERT INTO room VALUES('lobby', 0, 2, 0, 0, 0, 0, 2, '');
INSERT INTO room VALUES('attic', 1, 0, 1700000000100, 2, 2, 0, 0, '10.0.0.1');
INSERT INTO member VALUES('lobby', 1, 0, 2, 1700000000000);
INSERT INTO member VALUES('lobby', 2, 0, 1, 1700000000500);
INSERT INTO message VALUES('lobby', 1, 'm1', 1, 'c1', 'Good morning!', 1700000000200, 2, 1, 1700000000600, 0, '', '');
INSERT INTO message VALUES('lobby', 2, 'm2', 1, 'c2', '早上好', 1700000000300, 0, 0, 0, 0, 'm1', '小明' || char(10) || '@room');
INSERT INTO invitation VALUES('attic', 1, 2, 1700000000400, 0);
INSERT INTO refusal VALUES(1, 2, 1);
INSERT INTO operation VALUES(1, 'c1', 1, x'00', 'lobby', 'm1', 1, 0, 1700000000200);
INSERT INTO operation VALUES(1, 'c3', 2, x'00', 'lobby', 'm1', 1, 1, 1700000000600);
INSERT INTO operation VALUES(2, 'r1', 4, x'00', 'lobby', 'm1', 1, 2, 1700000000700);
INSERT INTO reaction VALUES('lobby', 1, '👍', 2);
INSERT INTO known_place VALUES(1, '192.0.2.7', 1000);
INSERT INTO attempt VALUES(char(10) || 'ann', 1000, 2000);
PRAGMA user_version=11;
