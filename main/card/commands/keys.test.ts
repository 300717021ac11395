import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { AccessError, CardError, InputError } from '../../base/error.ts';
import { encodeCommandApdu } from '../apdu.ts';
import type { CardCommand } from '../command.ts';
import { authenticate } from './authenticate.ts';
import { changePin } from './change-pin.ts';
import { disablePin, enablePin } from './enable-pin.ts';
import { getChallenge } from './get-challenge.ts';
import { getResponse } from './get-response.ts';
import { closeChannel, openChannel } from './manage-channel.ts';
import { terminalCapability, terminalProfile } from './terminal.ts';
import { envelope, fetchCommand, terminalResponse } from './toolkit.ts';
import { queryPuk, unblockPin } from './unblock-pin.ts';
import { queryPin, verifyPin } from './verify-pin.ts';

const old = fromHex('31323334ffffffff');
const next = fromHex('35363738ffffffff');
const hex = (command: CardCommand<unknown>): string => toHex(encodeCommandApdu(command.apdu));
const parse = <R>(command: CardCommand<R>, data: string, sw = 0x9000): R =>
  command.parse({ data: fromHex(data), sw });

test.each<[string, CardCommand<unknown>, string]>([
  ['VERIFY PIN asks', queryPin(0x0a), '0020000a'],
  ['VERIFY PIN', verifyPin(0x0a, old), '0020000a0831323334ffffffff'],
  ['CHANGE PIN', changePin(0x01, old, next), '002400011031323334ffffffff35363738ffffffff'],
  ['DISABLE PIN', disablePin(0x01, old), '002600010831323334ffffffff'],
  ['DISABLE PIN, replaced', disablePin(0x01, old, 0x11), '002691010831323334ffffffff'],
  ['ENABLE PIN', enablePin(0x81, old), '002800810831323334ffffffff'],
  ['UNBLOCK PIN', unblockPin(0x01, old, next), '002c00011031323334ffffffff35363738ffffffff'],
  ['UNBLOCK PIN asks', queryPuk(0x01), '002c0001'],
  ['AUTHENTICATE', authenticate(0x84, fromHex('dd00')), '0088008402dd0000'],
  ['GET CHALLENGE', getChallenge(), '0084000008'],
  ['GET RESPONSE', getResponse(256), '00c0000000'],
  ['MANAGE CHANNEL open', openChannel(), '0070000001'],
  ['MANAGE CHANNEL close', closeChannel(2), '00708002'],
  ['TERMINAL PROFILE', terminalProfile(fromHex('ff')), '8010000001ff'],
  ['TERMINAL CAPABILITY', terminalCapability(fromHex('8103010203')), '80aa000007a9058103010203'],
  ['FETCH', fetchCommand(0x1c), '801200001c'],
  ['TERMINAL RESPONSE', terminalResponse(fromHex('8103')), '80140000028103'],
  ['ENVELOPE', envelope(fromHex('d100')), '80c2000002d10000'],
])('%s', (_what, command, expected) => {
  expect(hex(command)).toBe(expected);
});

test('what presents a secret is marked, what only asks is not', () => {
  for (const command of [
    verifyPin(1, old),
    changePin(1, old, next),
    disablePin(1, old),
    enablePin(1, old),
    unblockPin(1, old, next),
  ]) {
    expect(command.sensitive, command.name).toBe('command');
    expect(command.changesCard, command.name).toBe(true);
  }
  expect(authenticate(0x81, old).sensitive).toBe('both');
  expect(getResponse(1).sensitive).toBe('response');
  for (const command of [queryPin(1), queryPuk(1)]) {
    expect(command.sensitive).toBe('none');
    expect(command.changesCard).toBe(false);
  }
});

test('asking for tries never throws', () => {
  const state = (sw: number): unknown => parse(queryPin(1), '', sw);
  expect(state(0x9000)).toEqual({ state: 'verified' });
  expect(state(0x63c3)).toEqual({ state: 'tries-left', triesLeft: 3 });
  expect(state(0x63c0)).toEqual({ state: 'blocked' });
  expect(state(0x6983)).toEqual({ state: 'blocked' });
  expect(state(0x6984)).toEqual({ state: 'unusable' });
  expect(state(0x6a88)).toEqual({ state: 'absent' });
  expect(state(0x6700)).toEqual({ state: 'unknown', sw: 0x6700 });
  expect(parse(queryPuk(1), '', 0x63ca)).toEqual({ state: 'tries-left', triesLeft: 10 });
});

test('a refused value is an access error; the value is in none of them', () => {
  expect(() => parse(verifyPin(1, old), '', 0x63c2)).toThrow(
    expect.objectContaining({ code: 'pin.wrong', details: { command: 'VERIFY PIN', triesLeft: 2 } }),
  );
  expect(() => parse(verifyPin(1, old), '', 0x6983)).toThrow(AccessError);
  expect(() => parse(authenticate(0x81, old), '', 0x9862)).toThrow(
    expect.objectContaining({ code: 'authentication.failed' }),
  );
  expect(parse(verifyPin(1, old), '')).toBeUndefined();
  for (const value of [new Uint8Array(), new Uint8Array(7), new Uint8Array(9)])
    expect(() => verifyPin(1, value)).toThrow(InputError);
});

test('the card names the channel it opens', () => {
  expect(parse(openChannel(), '01')).toBe(1);
  for (const answer of ['', '00', '14', '0101'])
    expect(() => parse(openChannel(), answer)).toThrow(CardError);
  expect(() => parse(openChannel(), '', 0x6881)).toThrow(
    expect.objectContaining({ code: 'channel.unsupported' }),
  );
});

test('answers of the others', () => {
  expect(parse(getChallenge(2), 'aabb')).toEqual(fromHex('aabb'));
  expect(() => parse(getChallenge(), '', 0x6d00)).toThrow(
    expect.objectContaining({ code: 'command.unsupported' }),
  );
  expect(parse(envelope(fromHex('d100')), 'aa')).toEqual(fromHex('aa'));
  expect(parse(fetchCommand(1), 'd0')).toEqual(fromHex('d0'));
  for (const command of [
    terminalProfile(old),
    terminalCapability(old),
    terminalResponse(old),
    closeChannel(1),
  ])
    expect(parse(command, '')).toBeUndefined();
});
