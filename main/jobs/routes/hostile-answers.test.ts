import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CardwrightError } from '../../base/error.ts';
import type { CardLink } from '../../card/link.ts';
import { planDoc } from '../../contract/plan.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { gatewayValues, shippedProfile } from '../../procedures/testing/gateway-values.ts';
import { bench } from '../testing/bench.ts';
import { cardOn } from '../testing/card-on.ts';
import { actor } from '../testing/published.ts';
import { issuerSet, otaSet, remoteImage, withKeys } from '../testing/remote-keys.ts';

const values = Object.fromEntries(
  Object.entries(gatewayValues).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]),
);
const job = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;

/** What only the survey of routes asks: for a security domain, its data, its cryptogram. Not the files. */
const isAboutRoutes = ([cla, ins, p1]: Uint8Array): boolean =>
  (ins === 0xa4 && p1 === 0x04 && cla === 0x00) || ins === 0xca || ins === 0x50;

/** The link of a card that answers these questions with whatever `answers` hold, in turn. */
function hostile(link: CardLink, answers: readonly Uint8Array[]): CardLink {
  let asked = 0;
  return {
    ...link,
    exchange: (bytes, context) => {
      const answer = answers[asked % answers.length];
      const isDomain = bytes[1] !== 0xa4 || bytes.subarray(5, 9).join() !== '160,0,0,0' || bytes[9] !== 0x87;
      if (!isAboutRoutes(bytes) || !isDomain || answer === undefined) return link.exchange(bytes, context);
      asked++;
      return Promise.resolve(answer);
    },
  };
}

test('whatever a card answers about its routes, the plan is made and the plain route stays, or it is refused for a reason', async () => {
  const station = bench();
  await withKeys(station, otaSet, issuerSet('scp03'), issuerSet('scp02'));
  const answer = fc
    .tuple(
      fc.uint8Array({ maxLength: 64 }),
      fc.constantFrom(
        [0x90, 0x00],
        [0x61, 0x10],
        [0x6a, 0x82],
        [0x6a, 0x88],
        [0x63, 0x00],
        [0x91, 0x10],
        [0x6f, 0x00],
      ),
    )
    .map(([data, sw]) => Uint8Array.of(...data, ...sw));
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), async (answers) => {
      const link = hostile(await connectUicc(createUicc({ image: remoteImage() })), answers);
      try {
        const plan = planDoc.parse(await station.jobs.makePlan(cardOn(link), job, actor));
        expect(plan.state).toBe('ready');
        const plain = plan.routes?.find(({ route }) => route === 'plain');
        expect(plain).toMatchObject({ usable: true, needs: ['ADM1'] });
      } catch (error) {
        expect(error).toBeInstanceOf(CardwrightError);
        expect(error).not.toMatchObject({ kind: 'internal' });
      }
    }),
    { numRuns: 50 },
  );
});
