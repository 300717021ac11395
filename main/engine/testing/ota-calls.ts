import { expect } from 'vitest';
import { composed, otaIccid } from '../../jobs/ota/testing/ota-bench.ts';
import type { TestEngine } from './test-engine.ts';

/** A packet is looked at, sent to a card of its own, and taken apart; a script by itself. */
export async function answerOtaCalls(engine: TestEngine): Promise<void> {
  const { reader } = await engine.call('simulator.add', { seed: 'ota-keys' });
  const compose = composed({ counter: 1 });
  const { packets } = await engine.call('ota.encode', { compose });
  const sent = await engine.call('ota.send', { reader, iccid: otaIccid, compose });
  expect(sent.packets[0]?.packet).toEqual(packets[0]?.packet);
  const parts = packets[0]?.messages.map(({ envelope }) => envelope) ?? [];
  const decoded = await engine.call('ota.decode', { parts, keys: compose.keys });
  expect(decoded.packet).toEqual(packets[0]?.packet);
  const data = decoded.packet.data ?? '';
  await engine.call('ota.script', { direction: 'decode', data, response: false });
  await engine.call('simulator.remove', { reader });
}
