import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallOutput } from '../../contract/calls.ts';
import { Answered, TestEngine } from '../testing/test-engine.ts';

let engine: TestEngine;
let reader: string;
beforeEach(async () => {
  engine = await TestEngine.start();
  ({ reader } = await engine.call('simulator.add', { seed: 'usim-prepersonalised' }));
  await engine.call('vault.open', { passphrase: 'five red stones sink' });
});
afterEach(() => engine.discard());

/** With the network of the lab, for its NAF, and tried there. */
async function bootstrap(reuse: boolean): Promise<CallOutput<'gba.bootstrap'>> {
  const { bsf, naf } = (await engine.call('lab.network', {})).network;
  return engine.call('gba.bootstrap', {
    reader,
    iccid: '8900101000000000019',
    reuse,
    network: { bsf: { url: bsf?.url } },
    target: { kind: 'maf', fqdn: naf?.fqdn ?? '' },
    naf: { host: naf?.host ?? '', port: naf?.pskPort ?? 0 },
    for: { gateway: 'gw-1' },
  });
}

/** Power goes at command number `apdu` of a bootstrapping. True when the bootstrapping was over before. */
async function tear(when: 'before' | 'after', apdu: number): Promise<boolean> {
  await engine.call('simulator.fault', { reader, fault: { kind: 'power-loss', when, apdu } });
  const torn = await bootstrap(false).catch((error: unknown) => error);
  await engine.call('simulator.fault', { reader, fault: { kind: 'none' } });
  if (!(torn instanceof Answered)) return true;
  expect(torn.kind, `${when} ${apdu}`).toMatch(/^(interrupted|card|reader)$/);
  await engine.call('simulator.eject', { reader });
  await engine.call('simulator.insert', { reader });
  return false;
}

test.each([
  ['GBA_U', 'before'],
  ['GBA_U', 'after'],
  ['GBA_ME', 'after'],
] as const)(
  '%s: power lost %s any command leaves nothing that a later run could mistake for a valid key',
  async (mode, when) => {
    await engine.call('lab.network', { settings: { mode } });
    expect(await bootstrap(true)).toMatchObject({ mode, naf: { connected: true } });
    let apdu = 0;
    for (let isOver = false; !isOver; ) {
      isOver = await tear(when, ++apdu);
      // Whatever is used again, or made anew: the NAF has the same key.
      const after = await bootstrap(true);
      expect(after, `power lost ${when} command ${apdu}`).toMatchObject({ mode, naf: { connected: true } });
    }
    expect(apdu).toBeGreaterThan(20);
  },
);
