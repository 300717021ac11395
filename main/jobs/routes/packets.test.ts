import { expect, test } from 'vitest';
import { packetChannel } from '../globalplatform/packet-channel.ts';
import { bench } from '../testing/bench.ts';
import { otaSet, remoteIccid, withKeys } from '../testing/remote-keys.ts';
import { bufferOf, channelOf, packingOf } from './packets.ts';

test.each([
  ['whose papers tell it', 200, 200],
  ['whose papers do not: one short message', undefined, 137],
])('one rule for the buffer of a card %s', async (_what, buffer, expected) => {
  const station = bench();
  await withKeys(station, { ...otaSet, buffer });
  const card = { iccid: remoteIccid, simulated: true };
  const set = station.custody.otaKeySet('OTA 2', card);
  const keys = station.custody.openOta(set.id);
  const parts = [set, keys, station.custody.counters(card), station.clock] as const;
  expect([
    bufferOf(set),
    packingOf(set).buffer,
    channelOf(...parts).buffer,
    packetChannel(...parts).buffer,
  ]).toEqual(Array(4).fill(expected));
});
