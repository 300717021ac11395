import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreError } from '../base/error.ts';
import { Store } from './store.ts';
import { sampleIccid, samplePlan, sampleReceipt, sampleRun } from './testing/samples.ts';
import { tempFolder } from './testing/temp-folder.ts';

/** The bytes of a store in which there is something of everything. */
function sound(): Buffer {
  const folder = tempFolder();
  const store = new Store(folder);
  store.settings.set('operator', 'Ada');
  store.plans.insert({ document: samplePlan('plan', 5), program: '{}', simulated: false });
  store.plans.begin('plan', sampleRun('r1'), store.presence.id);
  for (const id of ['r1', 'r2', 'r3']) store.receipts.append(sampleReceipt(id, 'plan'));
  store.audit.append({ at: 1, operator: 'Ada', origin: 'cli', action: 'x', outcome: 'done', what: 'X.' });
  store.operations.start({ id: 'o', call: 'plan.apply', startedAt: 1 }, store.presence.id);
  store.profiles.save({ name: 'meter', version: '1.0.0', digest: 'aa', source: 'a: 1', savedAt: 1 });
  store.cards.seen(sampleIccid, '3b00', 1);
  store.secrets.put(sampleIccid, 'ADM1', new Uint8Array(36), 1);
  store.close();
  return readFileSync(join(folder, 'cardwright.db'));
}

const reads: readonly ((store: Store) => unknown)[] = [
  (store) => store.settings.get('operator'),
  (store) => store.plans.get('plan'),
  (store) => store.plans.internals('plan'),
  (store) => store.plans.open(),
  (store) => store.receipts.list({}),
  (store) => store.receipts.check(),
  (store) => store.receipts.outbox(),
  (store) => store.audit.list({}),
  (store) => store.operations.list(),
  (store) => store.profiles.list(),
  (store) => store.cards.get(sampleIccid),
  (store) => store.secrets.get(sampleIccid, 'ADM1'),
  (store) => store.keyWraps.passphrase(),
];

function onlyStoreErrors(work: () => void): void {
  try {
    work();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(StoreError);
  }
}

test('whichever bytes of the file are damaged, reading gives values or typed errors', {
  timeout: 60_000,
}, () => {
  const whole = sound();
  const parent = tempFolder();
  let run = 0;
  const damage = fc.record({
    at: fc.nat(whole.length - 1),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  });
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), fc.boolean(), (damages, cut) => {
      const folder = join(parent, String(run++));
      mkdirSync(folder);
      const bytes = Buffer.from(whole);
      for (const { at, bytes: other } of damages) bytes.set(other.subarray(0, bytes.length - at), at);
      writeFileSync(join(folder, 'cardwright.db'), cut ? bytes.subarray(0, damages[0]?.at) : bytes);
      onlyStoreErrors(() => {
        const store = new Store(folder);
        for (const read of reads) onlyStoreErrors(() => read(store));
        store.close();
      });
    }),
    { numRuns: 150 },
  );
});
