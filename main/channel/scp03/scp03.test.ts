import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { decodeCommandApdu, encodeCommandApdu } from '../../card/apdu.ts';
import published from '../vectors/scp03.json' with { type: 'json' };
import { decodeScp03Initialisation, openScp03 } from './open.ts';

const cases = ['case_1', 'case_2', 'case_3', 'case_4'] as const;

test.each(published.vectors)('published session $name', (vector) => {
  const keys = { enc: fromHex(vector.enc), mac: fromHex(vector.mac), dek: fromHex(vector.dek) };
  const level = Number.parseInt(vector.security_level, 16);
  const card = decodeScp03Initialisation(fromHex(vector.init_upd_rsp));
  expect(toHex(card.cardChallenge)).toBe(vector.card_challenge);
  expect(toHex(card.sequenceCounter ?? new Uint8Array())).toBe(vector.sequence_counter);
  const channel = openScp03(keys, fromHex(vector.host_challenge), card, level);
  expect(toHex(encodeCommandApdu(channel.externalAuthenticate))).toBe(vector.ext_auth_cmd);
  channel.accepted();
  const wrap = (plain: string): string =>
    toHex(encodeCommandApdu(channel.messaging.wrap(decodeCommandApdu(fromHex(plain)))));
  expect(wrap(vector.plain.get_eid)).toBe(vector.get_eid_cmd);
  const answer = channel.messaging.unwrap({ data: fromHex(vector.get_eid_rsp), sw: 0x9000 });
  expect(toHex(answer.data)).toBe(vector.plain.get_eid_rsp);
  for (const name of cases) expect(wrap(vector.plain[name]), name).toBe(vector[`${name}_apdu`]);
});

const [first] = published.vectors;
const open = (response: string, level = 0x33) =>
  openScp03(
    { enc: fromHex(first!.enc), mac: fromHex(first!.mac), dek: fromHex(first!.dek) },
    fromHex(first!.host_challenge),
    decodeScp03Initialisation(fromHex(response)),
    level,
  );

test('a wrong card cryptogram stops before EXTERNAL AUTHENTICATE', () => {
  const wrong = fromHex(first!.init_upd_rsp);
  wrong[21]! ^= 0x01;
  expect(() => open(toHex(wrong))).toThrow(expect.objectContaining({ code: 'channel.card-cryptogram' }));
});

test('a changed answer, a missing MAC and a wrong status word are not taken', () => {
  for (const change of [0, 20, 28]) {
    const channel = open(first!.init_upd_rsp, 0x11);
    channel.accepted();
    channel.messaging.wrap(decodeCommandApdu(fromHex(first!.plain.get_eid)));
    const data = fromHex(first!.get_eid_rsp);
    data[change]! ^= 0x80;
    expect(() => channel.messaging.unwrap({ data, sw: 0x9000 })).toThrow(
      expect.objectContaining({ code: 'channel.response-forged' }),
    );
  }
  const channel = open(first!.init_upd_rsp, 0x11);
  channel.accepted();
  channel.messaging.wrap(decodeCommandApdu(fromHex(first!.plain.get_eid)));
  expect(() => channel.messaging.unwrap({ data: new Uint8Array(), sw: 0x9000 })).toThrow();
  expect(() => channel.messaging.unwrap({ data: fromHex(first!.get_eid_rsp), sw: 0x6200 })).toThrow();
});

test('a refusal comes without MAC and passes', () => {
  const channel = open(first!.init_upd_rsp, 0x33);
  channel.accepted();
  channel.messaging.wrap({ cla: 0x80, ins: 0xf2, p1: 0x80, p2: 0x02 });
  expect(channel.messaging.unwrap({ data: new Uint8Array(), sw: 0x6a88 }).sw).toBe(0x6a88);
});

test('what is no SCP03 answer, no level or too long is refused', () => {
  expect(() => decodeScp03Initialisation(new Uint8Array(28))).toThrow(
    expect.objectContaining({ code: 'channel.answer-malformed' }),
  );
  expect(() => open(first!.init_upd_rsp, 0x20)).toThrow(expect.objectContaining({ code: 'channel.level' }));
  const channel = open(first!.init_upd_rsp, 0x03);
  channel.accepted();
  expect(() =>
    channel.messaging.wrap({ cla: 0x80, ins: 0xe2, p1: 0, p2: 0, data: new Uint8Array(240) }),
  ).toThrow(expect.objectContaining({ code: 'channel.command-too-long' }));
});
