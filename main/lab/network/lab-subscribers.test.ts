import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerChallenge } from '../../auth/challenge.ts';
import { algorithmOf } from '../uicc/commands/authenticator.ts';
import { listSeeds, loadSeed } from '../uicc/seed/load.ts';
import { createAuc } from './auc.ts';
import { labSubscriptions, subscriptionsIn } from './lab-subscribers.ts';

const now = Date.UTC(2027, 5, 1);
const subscribers = labSubscriptions(now).map(({ subscriber }) => subscriber);
const random = (length: number) => new Uint8Array(randomBytes(length));

test('the subscribers of the seeds: Milenage, TUAK and XOR, with and without GBA of their own', () => {
  const said = labSubscriptions(now).map(({ subscriber, bsfFqdn }) =>
    [
      subscriber.impi.slice(0, 15),
      subscriber.algorithm.name,
      subscriber.settings.uicc,
      bsfFqdn.includes('.ims.') ? 'ISIM' : 'USIM',
    ].join(' '),
  );
  expect(new Set(said)).toEqual(
    new Set([
      '001010123456789 milenage GBA_U ISIM',
      '001010123456789 milenage GBA_U USIM',
      '001010123456790 tuak GBA_U USIM',
      '001010123456791 xor GBA_ME USIM',
    ]),
  );
});

test('every card of a seed, new or kept from an earlier run, takes the first challenge of the AuC', () => {
  const earlier = createAuc({ subscribers, clock: { now: () => now }, random });
  const later = createAuc({
    subscribers: labSubscriptions(now + 60_000).map(({ subscriber }) => subscriber),
    clock: { now: () => now + 60_000 },
    random,
  });
  const cards = listSeeds().map(({ name }) => loadSeed(name).image);
  let applications = 0;
  for (const image of cards)
    for (const { adf, impi } of subscriptionsIn(image)) {
      applications++;
      const { key, sequences } = adf.authentication;
      const algorithm = algorithmOf(key);
      const first = earlier.vector(impi)!;
      const taken = answerChallenge(algorithm, sequences, first.rand, first.autn);
      if (taken.outcome !== 'authenticated') throw new TypeError(`${image.seed}: ${taken.outcome}`);
      const next = later.vector(impi)!;
      expect(answerChallenge(algorithm, taken.sequences, next.rand, next.autn).outcome).toBe('authenticated');
    }
  expect(applications).toBeGreaterThan(10);
});
