import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../../base/bytes.ts';
import { encodeCommandApdu } from '../../../card/apdu.ts';
import { decodeScp03Initialisation, openScp03 } from '../../../channel/scp03/open.ts';
import { loadSeed } from '../seed/load.ts';
import { type TestTerminal, terminalOf, terminalWith } from '../test-terminal.ts';
import { createUicc } from '../uicc.ts';
import { domainCommands } from './domain-commands.ts';

const keys = {
  enc: fromHex('000102030405060708090a0b0c0d0e0f'),
  mac: fromHex('101112131415161718191a1b1c1d1e1f'),
  dek: fromHex('202122232425262728292a2b2c2d2e2f'),
};
const hostChallenge = '0102030405060708';

/** At level 00 the channel is open and takes plain commands. */
async function openPlain(terminal: TestTerminal): Promise<void> {
  const announced = await terminal.send(`8050300008${hostChallenge}`);
  const answer = fromHex(await terminal.send(`00c00000${announced.slice(2)}`)).slice(0, -2);
  const channel = openScp03(keys, fromHex(hostChallenge), decodeScp03Initialisation(answer), 0x00);
  expect(await terminal.send(toHex(encodeCommandApdu(channel.externalAuthenticate)))).toBe('9000');
}

describe('the issuer security domain', () => {
  test('is selected by its AID, whole, cut off or empty, and leaves the files selected', async () => {
    const { send, get } = await terminalWith('issuer-keys');
    expect(await send('00a40004022fe2')).toMatch(/^61/);
    for (const aid of ['a000000151000000', 'a000000151', ''])
      expect(await get(`00a40400${(aid.length / 2).toString(16).padStart(2, '0')}${aid}`)).toBe(
        '6f108408a000000151000000a5049f6501ff9000',
      );
    expect(await send('00b0000000')).toMatch(/^6c0a|9000$/);
  });

  test('is not on other cards: their class 8X and secure messaging are as before', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send(`8050300008${hostChallenge}`)).toBe('6d00');
    expect(await send('84f28002024f00')).toBe('6882');
    expect(await send('00a4040008a000000151000000')).toBe('6a82');
  });

  test('leaves STATUS, TERMINATE EF and the like to the UICC', async () => {
    const { send } = await terminalWith('issuer-keys');
    expect(await send('80f2000000')).toMatch(/^6c/);
    expect(await send('00e8000000')).toBe('6986');
    expect(await send('80f28002024f00')).toBe('6982');
  });

  test.each([
    ['EXTERNAL AUTHENTICATE without INITIALIZE UPDATE', `8482000010${'00'.repeat(16)}`, '6985'],
    ['INITIALIZE UPDATE for a key set it lacks', `8050310008${hostChallenge}`, '6a88'],
    ['INITIALIZE UPDATE with a short challenge', '80503000040102030405060708'.slice(0, 18), '6700'],
    ['INITIALIZE UPDATE for one key', `8050300108${hostChallenge}`, '6a86'],
    ['secure messaging without a channel', `84f280020a4f00${'00'.repeat(8)}`, '6985'],
    ['GET DATA for what it lacks', '80ca123400', '6a88'],
    ['PUT KEY without a channel', '80d800810101', '6982'],
  ])('refuses %s', async (_what, command, answer) => {
    const { send } = await terminalWith('issuer-keys');
    expect(await send(command)).toBe(answer);
  });

  test('takes one EXTERNAL AUTHENTICATE for each INITIALIZE UPDATE', async () => {
    const { send, card } = await terminalWith('issuer-keys');
    expect(await send(`8050300008${hostChallenge}`)).toMatch(/^61/);
    expect(await send(`8482010010${'00'.repeat(16)}`)).toBe('6300');
    expect(await send(`8482010010${'00'.repeat(16)}`)).toBe('6985');
    expect(card.snapshot().securityDomain?.keySets[0]?.tries).toBe(9);
  });
});

test('in an open channel any command gets a status word, and the card stays whole', async () => {
  const instructions = domainCommands.map(({ ins }) => ins).filter((ins) => ins !== 0x50 && ins !== 0x82);
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.constantFrom(...instructions),
          fc.constantFrom(0x00, 0x02, 0x04, 0x08, 0x0c, 0x20, 0x40, 0x80, 0x9f),
          fc.constantFrom(0x00, 0x01, 0x02, 0x03, 0x7f, 0x80, 0x81),
          fc.oneof(
            fc.uint8Array({ maxLength: 60 }),
            fc
              .tuple(fc.constantFrom(0x4f, 0xc4, 0x05, 0x08), fc.uint8Array({ maxLength: 40 }))
              .map(([tag, value]) => concatBytes([tag, value.length], value)),
          ),
        ),
        { maxLength: 12 },
      ),
      async (commands) => {
        const terminal = await terminalOf(createUicc({ image: loadSeed('issuer-keys').image }));
        await openPlain(terminal);
        for (const [ins, p1, p2, data] of commands) {
          const sent = concatBytes([0x80, ins, p1, p2, data.length], data);
          expect(await terminal.send(toHex(sent))).toMatch(/^(..)*[69]...$/);
        }
        expect(terminal.card.snapshot().securityDomain?.keySets.length).toBeGreaterThan(1);
      },
    ),
    { numRuns: 100 },
  );
});
