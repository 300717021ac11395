import type { Migration } from './migration.ts';

export const envelopes: Migration = {
  name: 'short messages of a plan',
  script: `
    -- ENVELOPEs that have left so far; null for plans on other routes
    ALTER TABLE plans ADD COLUMN envelopes INTEGER;
  `,
};
