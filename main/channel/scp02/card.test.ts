import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { decodeCommandApdu } from '../../card/apdu.ts';
import published from '../vectors/scp02.json' with { type: 'json' };
import { beginScp02OnCard } from './card.ts';
import { decodeScp02Initialisation } from './open.ts';

const keys = { enc: fromHex(published.enc), mac: fromHex(published.mac), dek: fromHex(published.dek) };
const { sequenceCounter, cardChallenge, cardCryptogram } = decodeScp02Initialisation(
  fromHex(published.init_upd_rsp),
);
const begin = () =>
  beginScp02OnCard(
    keys,
    { host: fromHex(published.host_challenge), sequenceCounter, card: cardChallenge },
    0x55,
  );

function secured(hex: string) {
  const { data = new Uint8Array(), ...header } = decodeCommandApdu(fromHex(hex));
  return { ...header, data };
}

test('the card’s side of the published session', () => {
  const { messaging, hostCryptogram, ...begun } = begin();
  expect(begun.cardCryptogram).toEqual(cardCryptogram);
  expect(messaging.unwrap(secured(published.ext_auth_cmd))).toEqual(hostCryptogram);
  messaging.raise(0x01);
  for (const { plain, wrapped } of published.wraps)
    expect(toHex(messaging.unwrap(secured(wrapped))!)).toBe(
      toHex(decodeCommandApdu(fromHex(plain)).data ?? new Uint8Array()),
    );
});

test('a changed, repeated or reordered command is not taken', () => {
  for (const byte of [2, 3, 5, 20]) {
    const bytes = fromHex(published.ext_auth_cmd);
    bytes[byte]! ^= 0x01;
    expect(begin().messaging.unwrap(secured(toHex(bytes))), String(byte)).toBeUndefined();
  }
  const { messaging } = begin();
  messaging.unwrap(secured(published.ext_auth_cmd));
  messaging.raise(0x01);
  expect(messaging.unwrap(secured(published.ext_auth_cmd))).toBeUndefined();
  const other = begin().messaging;
  other.unwrap(secured(published.ext_auth_cmd));
  expect(other.unwrap(secured(published.wraps[1]!.wrapped))).toBeUndefined();
});
