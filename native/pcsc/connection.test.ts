import { beforeEach, describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../main/base/bytes.ts';
import { FakeCard, pcscFailure } from '../../test/support/fake-pcsc.ts';
import { PcscConnection } from './connection.ts';

let card: FakeCard;
let told: string[];
let connection: PcscConnection;

beforeEach(() => {
  card = new FakeCard();
  told = [];
  connection = new PcscConnection(card, 'A', Uint8Array.of(0x3b, 0), {
    exchangeTimeout: 30,
    explain: (error) => {
      told.push(`explain ${error.code}`);
      return Promise.resolve(error);
    },
    stuck: () => told.push('stuck'),
    ended: (lost) => told.push(`ended ${lost}`),
  });
});

const send = (hex: string) => connection.exchange(fromHex(hex));

describe('an exchange', () => {
  test.each([
    ['00b0000000', 258],
    ['00a40004023f00', 258],
    ['00d600000000', 258],
    ['00cb3fff000002aabb0000', 65_538],
    ['00b00000000000', 65_538],
  ])('%s leaves room for %i bytes', async (command, room) => {
    await send(command);
    expect(card.log).toEqual([`${command} ${room}`]);
  });

  test('gives bytes of its own, not a Buffer', async () => {
    card.answer = () => Promise.resolve(Buffer.from('0102039000', 'hex'));
    const answer = await send('00b0000003');
    expect(Buffer.isBuffer(answer)).toBe(false);
    expect(toHex(answer)).toBe('0102039000');
  });

  test('a view into a larger buffer is sent as far as it goes', async () => {
    await connection.exchange(fromHex('ff00b0000001ff').subarray(1, 6));
    expect(card.log).toEqual(['00b0000001 258']);
  });

  test.each([
    ['Card was removed', 'card.removed'],
    ['No smart card present', 'card.removed'],
    ['Card was reset', 'card.reset'],
    ['Card is unpowered', 'card.mute'],
    ['Reader unavailable', 'reader.lost'],
    ['Transaction failed', 'card.exchange-failed'],
    ['Communication error', 'card.exchange-failed'],
    ['Unknown PC/SC error', 'reader.failed'],
  ])('“%s” is %s, and the connection is lost', async (words, code) => {
    card.answer = () => Promise.reject(pcscFailure(words));
    await expect(send('00b0000001')).rejects.toMatchObject({
      code,
      meaning: expect.stringContaining('not known'),
      details: { reader: 'A' },
    });
    card.answer = () => Promise.resolve(Uint8Array.of(0x90, 0));
    await expect(send('00b0000001')).rejects.toMatchObject({ code });
    await expect(connection.reset()).rejects.toMatchObject({ code });
    expect(card.log).toHaveLength(1);
    await connection.close('leave');
    expect(told).toEqual([`explain ${code}`, 'ended true']);
  });

  test('an answer without status word is a lost exchange', async () => {
    card.answer = () => Promise.resolve(new Uint8Array(0));
    await expect(send('00b0000001')).rejects.toMatchObject({ code: 'card.exchange-failed' });
  });
});

describe('no answer', () => {
  test('is given up; the card is powered off and free when the call comes back', async () => {
    const late = Promise.withResolvers<Uint8Array>();
    card.answer = () => late.promise;
    await expect(send('00b0000001')).rejects.toMatchObject({ code: 'card.no-answer' });
    await connection.close('power-off');
    expect(told).toEqual(['stuck']);
    late.resolve(Uint8Array.of(0x90, 0));
    await expect.poll(() => told).toEqual(['stuck', 'ended true']);
    expect(card.log.slice(1)).toEqual(['reconnect 1 3 2', 'disconnect 0']);
  });

  test('to the power-off of the end is given up too', async () => {
    const late = Promise.withResolvers<number>();
    card.reconnect = () => late.promise;
    await connection.close('power-off');
    expect(told).toEqual(['stuck']);
    late.resolve(1);
    await expect.poll(() => told).toEqual(['stuck', 'ended false']);
  });
});

describe('the end', () => {
  test.each([
    ['leave', ['disconnect 0']],
    ['reset', ['reconnect 1 3 1', 'disconnect 0']],
    ['power-off', ['reconnect 1 3 2', 'disconnect 0']],
  ] as const)('%s', async (how, calls) => {
    await connection.close(how);
    await connection.close(how);
    expect(card.log).toEqual(calls);
    expect(told).toEqual(['ended false']);
  });

  test('comes after the exchanges that were asked for before it, and refuses later ones', async () => {
    const answer = send('00b0000001');
    const end = connection.close('leave');
    await expect(send('00b0000002')).rejects.toMatchObject({ code: 'reader.connection-closed' });
    expect(toHex(await answer)).toBe('9000');
    await end;
    expect(card.log).toEqual(['00b0000001 258', 'disconnect 0']);
  });

  test('never rejects', async () => {
    card.reconnect = () => Promise.reject(pcscFailure('Card was removed'));
    card.disconnect = () => {
      throw pcscFailure('Invalid handle');
    };
    await connection.close('power-off');
    expect(told).toEqual(['ended false']);
  });
});

test('a reset gives the ATR of the card as it is then', async () => {
  card.atr = Buffer.from('3b02', 'hex');
  expect(toHex(await connection.reset())).toBe('3b02');
  expect(toHex(connection.atr)).toBe('3b02');
  card.atr = null;
  await expect(connection.reset()).rejects.toMatchObject({ code: 'card.exchange-failed' });
});

test('the protocol is the one that the service settled on', () => {
  expect(connection.protocol).toBe('T=0');
  card.protocol = 2;
  expect(connection.protocol).toBe('T=1');
});
