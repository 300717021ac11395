import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveKsLocal, type LocalKeyParties } from '../../auth/gba/local-key.ts';
import { modifyMac } from '../../auth/gba/mac-modification.ts';
import { encodeNafId } from '../../auth/gba/naf-id.ts';
import { deriveKsIntNaf, ksOfAka } from '../../auth/gba/naf-key.ts';
import { fromHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { systemClock } from '../../base/ports.ts';
import { decodeLocalKeyAnswer, decodeLocalKeyRequest } from '../../card/commands/local-key-data.ts';
import { createAuc } from '../../lab/network/auc.ts';
import { decodeImage, encodeImage } from '../../lab/uicc/image-json.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardFiles } from '../card-files.ts';
import { bootstrapOnCard } from '../gba/bootstrap-on-card.ts';
import { deriveNafKey } from '../gba/derive-naf-key.ts';
import { labAlgorithm, labImpi } from '../gba/testing/lab-gba.ts';
import { CardSession } from '../session.ts';
import { establishLocalKey, hasLocalKey } from './local-key.ts';
import type { AkaApplication } from './types.ts';

const application: AkaApplication = {
  aid: fromHex('a0000000871002ff49ff058903000001'),
  kind: 'usim',
  oneM2m: [],
};
const naf = { fqdn: 'keycentre.example.com', uaProtocol: '0100000002' };
const nafId = encodeNafId(naf);
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const name = {
  nafId,
  terminalId: text('gateway-7'),
  terminalApplicationId: text('cardwright'),
  uiccApplicationId: application.aid,
};

/** The card of the seed, with service 76 of EF_UST where it is wanted. */
function image(announced: boolean): CardImage {
  const seed = loadSeed('usim-prepersonalised').image;
  const files = new Map(seed.files);
  for (const file of files.values()) {
    if (file.header.fid !== 0x6f38 || !announced) continue;
    const body = file.body.slice();
    body[(76 - 1) >> 3]! |= 1 << ((76 - 1) & 7);
    files.set(file.id, { ...file, body });
  }
  return { ...seed, files };
}

/** A card that is bootstrapped by GBA_U and has a Ks_int_NAF for the key centre, which is told it, too. */
async function bootstrapped(announced = true) {
  const uicc = createUicc({ image: image(announced) });
  const files = new CardFiles(new CardSession(await connectUicc(uicc)));
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const auc = createAuc({
    subscribers: [{ impi: labImpi, algorithm: labAlgorithm, settings: { uicc: 'GBA_U' } }],
    clock: systemClock,
    random,
  });
  const { rand, autn, ck, ik } = auc.vector(labImpi)!;
  await bootstrapOnCard(files, application, { rand, autn: modifyMac(autn, ik) }, ['GBA_U']);
  const bootstrapping = { mode: 'GBA_U', impi: labImpi, rand, bTid: '', expires: Number.MAX_VALUE } as const;
  await deriveNafKey(files, application, bootstrapping, naf, systemClock);
  const parties: LocalKeyParties = {
    ...name,
    iccid: uicc.readFileDirect({ fids: [0x2fe2] }),
    randX: random(16),
    counterLimit: Uint8Array.of(0, 1, 0),
  };
  const ksIntNaf = deriveKsIntNaf(ksOfAka(ck, ik), { rand, impi: labImpi, nafId });
  return { uicc, files, parties, ksLocal: deriveKsLocal(ksIntNaf, new Uint8Array(), parties) };
}

describe('local key establishment', () => {
  test('terminal and card come to the same key; the card has it then, also after power-off', async () => {
    const { uicc, files, parties, ksLocal } = await bootstrapped();
    expect(await hasLocalKey(files, application, name)).toBe(false);
    await establishLocalKey(files, application, name, { ksLocal, parties });
    expect(await hasLocalKey(files, application, name)).toBe(true);
    const stored = encodeImage(uicc.snapshot());
    expect(encodeImage(decodeImage(stored))).toBe(stored);
    const again = createUicc({ image: decodeImage(stored) });
    const later = new CardFiles(new CardSession(await connectUicc(again)));
    expect(await hasLocalKey(later, application, name)).toBe(true);
    const other = { ...name, terminalApplicationId: text('another') };
    expect(await hasLocalKey(later, application, other)).toBe(false);
  });

  test('names of any length go over in blocks', async () => {
    const made = await bootstrapped();
    const long = { ...name, terminalId: text('gateway-'.repeat(60)) };
    const parties = { ...made.parties, ...long };
    // The key of the other name: the card says that its MAC is wrong, so it has put the whole request together.
    await expect(
      establishLocalKey(made.files, application, long, { ksLocal: made.ksLocal, parties }),
    ).rejects.toMatchObject({ code: 'aka.mac-failure', details: { who: 'card', context: 'local key' } });
  });

  test('a terminal with another key, a card without Ks_int_NAF, and one without the service', async () => {
    const { files, parties, ksLocal } = await bootstrapped();
    await expect(
      establishLocalKey(files, application, name, { ksLocal: ksLocal.map((byte) => byte ^ 1), parties }),
    ).rejects.toMatchObject({ code: 'aka.mac-failure' });
    const elsewhere = { ...name, nafId: encodeNafId({ ...naf, fqdn: 'other.example.com' }) };
    await expect(
      establishLocalKey(files, application, elsewhere, { ksLocal, parties }),
    ).rejects.toMatchObject({ code: 'aka.conditions' });
    const plain = await bootstrapped(false);
    await expect(hasLocalKey(plain.files, application, name)).rejects.toMatchObject({
      code: 'aka.context-unsupported',
    });
  });

  test('any bytes are a request, an answer, or a typed error', () => {
    const template = fc
      .uint8Array({ maxLength: 120 })
      .map((inside) => Uint8Array.of(0x73, inside.length, ...inside));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 120 }), template), (bytes) => {
        for (const decode of [decodeLocalKeyRequest, decodeLocalKeyAnswer])
          try {
            decode(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(CardwrightError);
          }
      }),
    );
  });
});
