PRAGMA application_id=0x424e5443;
CREATE TABLE room(
  id TEXT PRIMARY KEY, private INTEGER NOT NULL, joined INTEGER NOT NULL, last_seq INTEGER NOT NULL,
  read_seq INTEGER NOT NULL, member_count INTEGER NOT NULL, reaches_start INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE span(
  room TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(room, first)
) WITHOUT ROWID;
CREATE TABLE outbox(
  place INTEGER PRIMARY KEY AUTOINCREMENT, client_id TEXT NOT NULL UNIQUE, room TEXT NOT NULL, text TEXT NOT NULL,
  at INTEGER NOT NULL, state INTEGER NOT NULL, failure TEXT NOT NULL
);
CREATE TABLE draft(room TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE said(
  place INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, client_id TEXT NOT NULL,
  sender TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE(room, seq)
);
ALTER TABLE said RENAME TO message;
CREATE INDEX message_client_id ON message(client_id) WHERE client_id <> '';
CREATE VIRTUAL TABLE search USING fts5(text, content='message', content_rowid='place', tokenize='trigram', columnsize=0);
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
ALTER TABLE room ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
CREATE TABLE run(
  room TEXT NOT NULL, after INTEGER NOT NULL, last INTEGER NOT NULL, after_mark TEXT NOT NULL DEFAULT '',
  last_mark TEXT NOT NULL DEFAULT '', PRIMARY KEY(room, after)
) WITHOUT ROWID;
DROP TABLE span;
ALTER TABLE room DROP COLUMN reaches_start;
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
ALTER TABLE outbox ADD COLUMN operation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN target TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN target_client_id TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN base_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN base_epoch TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN reply_id TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN reply_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN reply_sender TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN reactions TEXT NOT NULL DEFAULT '';
CREATE INDEX message_id ON message(id) WHERE id <> '';
ALTER TABLE outbox ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN is_on INTEGER NOT NULL DEFAULT 1;
ALTER TABLE message ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE room ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
INSERT INTO room VALUES('lobby', 0, 1, 3, 2, 4, 0, 7, 7, 1);
INSERT INTO message VALUES(8388608, 'lobby', 2, 'm2', '', 'bob', '', 8, 7, 0, 'bob', '', 0, '', '', '');
INSERT INTO message VALUES(9437184, 'lobby', 3, 'm3', 'c3', 'ann', 'hi', 9, 6, 11, '', 'm2', 2, 'bob', '[["+1","ann","bob"],["tea","bob"]]', 'bob' || char(10) || '@room');
INSERT INTO run VALUES('lobby', 1, 3, '', '');
INSERT INTO outbox VALUES(7, 'c4', 'lobby', 'bye', 10, 0, '', 0, 0, 0, '', '', 0, '', 'm3', 1, 'bob');
INSERT INTO outbox VALUES(8, 'e3', 'lobby', 'hi you', 12, 0, '', 1, 0, 1, 'm3', 'c3', 6, 'the-first-epoch', '', 1, '@room');
INSERT INTO outbox VALUES(9, 'r3', 'lobby', 'tea', 13, 0, '', 1, 0, 3, 'm3', 'c3', 0, '', '', 0, '');
INSERT INTO draft VALUES('lobby', 'half a');
INSERT INTO setting VALUES('epoch', 'the-first-epoch');
PRAGMA user_version=8;
