import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { decodeCommandApdu } from '../../card/apdu.ts';
import published from '../vectors/scp03.json' with { type: 'json' };
import { beginScp03OnCard, pseudoRandomChallenge } from './card.ts';

const cases = ['case_1', 'case_2', 'case_3', 'case_4'] as const;
/** The security domain of the published sessions. */
const aid = fromHex('a0000005591010ffffffff8900000100');

function secured(hex: string) {
  const { data = new Uint8Array(), ...header } = decodeCommandApdu(fromHex(hex));
  return { ...header, data };
}

test.each(published.vectors)('the card’s side of the published session $name', (vector) => {
  const keys = { enc: fromHex(vector.enc), mac: fromHex(vector.mac), dek: fromHex(vector.dek) };
  const challenge = fromHex(vector.card_challenge);
  const begun = beginScp03OnCard(keys, fromHex(vector.host_challenge), challenge);
  expect(toHex(begun.cardCryptogram)).toBe(vector.card_cryptogram);
  expect(begun.messaging.unwrap(secured(vector.ext_auth_cmd))).toEqual(begun.hostCryptogram);
  begun.messaging.raise(Number.parseInt(vector.security_level, 16));
  const plainOf = (hex: string): string => toHex(decodeCommandApdu(fromHex(hex)).data ?? new Uint8Array());
  expect(toHex(begun.messaging.unwrap(secured(vector.get_eid_cmd))!)).toBe(plainOf(vector.plain.get_eid));
  const answer = begun.messaging.wrap({ data: fromHex(vector.plain.get_eid_rsp), sw: 0x9000 });
  expect(toHex(answer.data)).toBe(vector.get_eid_rsp);
  for (const name of cases)
    expect(toHex(begun.messaging.unwrap(secured(vector[`${name}_apdu`]))!), name).toBe(
      plainOf(vector.plain[name]),
    );
});

test.each(published.vectors)(
  'the published card challenge of $name follows from counter and AID',
  (vector) => {
    const counter = fromHex(vector.sequence_counter);
    const length = vector.card_challenge.length / 2;
    expect(toHex(pseudoRandomChallenge(fromHex(vector.enc), counter, aid, length))).toBe(
      vector.card_challenge,
    );
  },
);

test('a changed command is not taken', () => {
  const [vector] = published.vectors;
  const keys = { enc: fromHex(vector!.enc), mac: fromHex(vector!.mac), dek: fromHex(vector!.dek) };
  for (const byte of [0, 2, 3, 5, 20]) {
    const { messaging } = beginScp03OnCard(
      keys,
      fromHex(vector!.host_challenge),
      fromHex(vector!.card_challenge),
    );
    const bytes = fromHex(vector!.ext_auth_cmd);
    bytes[byte]! ^= 0x01;
    expect(messaging.unwrap(secured(toHex(bytes))), String(byte)).toBeUndefined();
  }
});
