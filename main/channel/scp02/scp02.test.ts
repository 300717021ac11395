import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { decodeCommandApdu, encodeCommandApdu } from '../../card/apdu.ts';
import published from '../vectors/scp02.json' with { type: 'json' };
import { decodeScp02Initialisation, openScp02 } from './open.ts';
import { usualScp02Option } from './options.ts';

const keys = { enc: fromHex(published.enc), mac: fromHex(published.mac), dek: fromHex(published.dek) };
const open = (response: Uint8Array, level = 0x01) =>
  openScp02(
    keys,
    fromHex(published.host_challenge),
    decodeScp02Initialisation(response),
    level,
    usualScp02Option,
  );

test('the published session', () => {
  const channel = open(fromHex(published.init_upd_rsp));
  expect(toHex(encodeCommandApdu(channel.externalAuthenticate))).toBe(published.ext_auth_cmd);
  channel.accepted();
  for (const { plain, wrapped } of published.wraps)
    expect(toHex(encodeCommandApdu(channel.messaging.wrap(decodeCommandApdu(fromHex(plain)))))).toBe(wrapped);
});

test('a wrong card cryptogram stops before EXTERNAL AUTHENTICATE', () => {
  const wrong = fromHex(published.init_upd_rsp);
  wrong[27] = 0xff;
  expect(() => open(wrong)).toThrow(expect.objectContaining({ code: 'channel.card-cryptogram' }));
});

test('R-MAC: a missing or wrong one is not taken, a refusal passes', () => {
  const channel = open(fromHex(published.init_upd_rsp), 0x11);
  channel.accepted();
  channel.messaging.wrap({ cla: 0x80, ins: 0xf2, p1: 0x80, p2: 0x02 });
  for (const length of [0, 8, 20])
    expect(() => channel.messaging.unwrap({ data: new Uint8Array(length), sw: 0x9000 })).toThrow(
      expect.objectContaining({ code: 'channel.response-forged' }),
    );
  // Nor one that says less than 9000: a list of applications would end or go on by it.
  for (const sw of [0x6310, 0x6200, 0x6a88])
    expect(() => channel.messaging.unwrap({ data: new Uint8Array(3), sw })).toThrow(
      expect.objectContaining({ code: 'channel.response-forged' }),
    );
  expect(() => channel.messaging.unwrap({ data: new Uint8Array(), sw: 0x6310 })).toThrow(
    expect.objectContaining({ code: 'channel.response-forged' }),
  );
  expect(channel.messaging.unwrap({ data: new Uint8Array(), sw: 0x6985 }).sw).toBe(0x6985);
});

test('encryption pads and hides the data, and adds the MAC', () => {
  const channel = open(fromHex(published.init_upd_rsp), 0x03);
  channel.accepted();
  const data = fromHex('4f0212345c054f9f70c5');
  const wrapped = channel.messaging.wrap({ cla: 0x80, ins: 0xf2, p1: 0x20, p2: 0x02, data });
  expect(wrapped.data?.length).toBe(16 + 8);
  expect(toHex(wrapped.data ?? new Uint8Array())).not.toContain(toHex(data));
});

test('what is no SCP02 answer or no level is refused', () => {
  expect(() => decodeScp02Initialisation(new Uint8Array(28))).toThrow(
    expect.objectContaining({ code: 'channel.answer-malformed' }),
  );
  expect(() => open(fromHex(published.init_upd_rsp), 0x33)).toThrow(
    expect.objectContaining({ code: 'channel.level' }),
  );
});
