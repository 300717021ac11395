import type { Migration } from './migration.ts';

/** Instants are milliseconds since the epoch, documents are JSON text, bytes in text columns are lower-case hexadecimal. */
export const ground: Migration = {
  name: 'ground',
  script: `
    CREATE TABLE settings (
      name  TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE cards (
      iccid      TEXT PRIMARY KEY,
      atr        TEXT NOT NULL,
      first_seen INTEGER NOT NULL,
      last_seen  INTEGER NOT NULL,
      inventory  TEXT
    ) STRICT;

    CREATE TABLE profiles (
      name     TEXT NOT NULL,
      version  TEXT NOT NULL,
      digest   TEXT NOT NULL,
      source   TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT;

    CREATE TABLE plans (
      id         TEXT PRIMARY KEY,
      iccid      TEXT NOT NULL,
      target     TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      simulated  INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      state      TEXT NOT NULL,
      document   TEXT NOT NULL,
      program    TEXT NOT NULL,
      -- who applies it, set before the first key is presented
      engine     TEXT,
      run        TEXT,
      apdus      INTEGER NOT NULL DEFAULT 0,
      -- the later plan that brought the card into a known state
      settled_by TEXT REFERENCES plans (id)
    ) STRICT;
    CREATE INDEX plans_by_card ON plans (iccid, created_at);
    CREATE INDEX plans_by_state ON plans (state);

    CREATE TABLE plan_steps (
      plan       TEXT NOT NULL REFERENCES plans (id),
      position   INTEGER NOT NULL,
      state      TEXT NOT NULL,
      before     TEXT,
      after      TEXT,
      intent_at  INTEGER,
      outcome_at INTEGER,
      sw         TEXT,
      error      TEXT,
      PRIMARY KEY (plan, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE receipts (
      number    INTEGER PRIMARY KEY,
      id        TEXT NOT NULL UNIQUE,
      plan      TEXT NOT NULL REFERENCES plans (id),
      iccid     TEXT NOT NULL,
      document  TEXT NOT NULL,
      synced_at INTEGER
    ) STRICT;
    CREATE INDEX receipts_by_card ON receipts (iccid, number);
    CREATE INDEX receipts_outbox ON receipts (number) WHERE synced_at IS NULL;
    -- the end of the chain: without it a receipt removed from the end would not be missed
    CREATE TABLE receipt_chain (
      one    INTEGER PRIMARY KEY CHECK (one = 1),
      number INTEGER NOT NULL,
      hash   TEXT NOT NULL
    ) STRICT;
    INSERT INTO receipt_chain VALUES (1, 0, '${'0'.repeat(64)}');

    CREATE TABLE audit (
      number   INTEGER PRIMARY KEY AUTOINCREMENT,
      at       INTEGER NOT NULL,
      operator TEXT NOT NULL,
      origin   TEXT NOT NULL,
      action   TEXT NOT NULL,
      reader   TEXT,
      iccid    TEXT,
      outcome  TEXT NOT NULL,
      what     TEXT NOT NULL
    ) STRICT;

    -- evidence is only ever added to
    CREATE TRIGGER receipts_stay BEFORE DELETE ON receipts
      BEGIN SELECT RAISE(ABORT, 'receipts stay'); END;
    CREATE TRIGGER receipts_are_final BEFORE UPDATE OF number, id, plan, iccid, document ON receipts
      BEGIN SELECT RAISE(ABORT, 'receipts are final'); END;
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log stays'); END;
    CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log is final'); END;

    CREATE TABLE operations (
      id         TEXT PRIMARY KEY,
      call       TEXT NOT NULL,
      reader     TEXT,
      state      TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at   INTEGER,
      error      TEXT,
      engine     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX operations_by_start ON operations (started_at);

    -- the station key, wrapped once for each way of opening it
    CREATE TABLE key_wraps (
      kind       TEXT PRIMARY KEY CHECK (kind IN ('passphrase', 'keychain')),
      parameters TEXT NOT NULL,
      wrapped    BLOB NOT NULL,
      key_check  BLOB NOT NULL
    ) STRICT;
    CREATE TABLE secrets (
      owner    TEXT NOT NULL,
      name     TEXT NOT NULL,
      sealed   BLOB NOT NULL,
      saved_at INTEGER NOT NULL,
      PRIMARY KEY (owner, name)
    ) STRICT;
  `,
};
