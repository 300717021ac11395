import type { Migration } from './migration.ts';

/** Keys for remote administration, their counters, changes made with them, and the credentials of gateways. */
export const remote: Migration = {
  name: 'remote administration and GBA',
  script: `
    -- what is known of a key set; its keys are in secrets, under the owner 'keyset <id>'
    CREATE TABLE key_sets (
      id           TEXT PRIMARY KEY,
      owner_kind   TEXT NOT NULL CHECK (owner_kind IN ('iccid', 'eid', 'iin')),
      owner        TEXT NOT NULL,
      kind         TEXT NOT NULL CHECK (kind IN ('ota', 'globalplatform')),
      name         TEXT NOT NULL,
      version      INTEGER NOT NULL,
      document     TEXT NOT NULL,
      imported_at  INTEGER NOT NULL,
      UNIQUE (owner_kind, owner, name)
    ) STRICT;

    -- the last counter that was spent; raised before a packet leaves, never lowered
    CREATE TABLE ota_counters (
      iccid     TEXT NOT NULL,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      key_set   TEXT NOT NULL,
      counter   INTEGER NOT NULL CHECK (counter BETWEEN 0 AND 1099511627775),
      spent_at  INTEGER NOT NULL,
      PRIMARY KEY (iccid, simulated, key_set)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER ota_counters_rise BEFORE UPDATE OF counter ON ota_counters
      WHEN NEW.counter < OLD.counter
      BEGIN SELECT RAISE(ABORT, 'a counter never falls'); END;
    CREATE TRIGGER ota_counters_stay BEFORE DELETE ON ota_counters
      BEGIN SELECT RAISE(ABORT, 'counters stay'); END;

    -- changes of a card outside its files: keys, applications. The intent is here before the command leaves.
    CREATE TABLE card_changes (
      id         TEXT PRIMARY KEY,
      iccid      TEXT NOT NULL,
      simulated  INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      kind       TEXT NOT NULL,
      state      TEXT NOT NULL CHECK (state IN ('intended', 'done', 'failed', 'unknown')),
      document   TEXT NOT NULL,
      engine     TEXT NOT NULL,
      intent_at  INTEGER NOT NULL,
      outcome_at INTEGER,
      error      TEXT
    ) STRICT;
    CREATE INDEX card_changes_by_card ON card_changes (iccid, intent_at);
    CREATE TRIGGER card_changes_stay BEFORE DELETE ON card_changes
      BEGIN SELECT RAISE(ABORT, 'changes stay'); END;

    -- keys derived for gateways; the key is in secrets, under the owner 'credential <id>'
    CREATE TABLE credentials (
      id         TEXT PRIMARY KEY,
      gateway    TEXT NOT NULL,
      document   TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX credentials_by_gateway ON credentials (gateway, created_at);
  `,
};
