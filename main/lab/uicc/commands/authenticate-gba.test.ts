import { describe, expect, test } from 'vitest';
import { openAuts } from '../../../auth/auts.ts';
import { modifyMac } from '../../../auth/gba/mac-modification.ts';
import { encodeNafId } from '../../../auth/gba/naf-id.ts';
import { deriveKsExtNaf, deriveKsIntNaf, ksOfAka } from '../../../auth/gba/naf-key.ts';
import { modifyRes } from '../../../auth/gba/res-modification.ts';
import { uaProtocols } from '../../../auth/gba/ua-protocol.ts';
import { milenage } from '../../../auth/milenage.ts';
import { encodeSqn } from '../../../auth/sqn.ts';
import { type AuthenticationVector, makeVector } from '../../../auth/vector.ts';
import { concatBytes, fromHex, toHex } from '../../../base/bytes.ts';
import { gbaBootstrapping } from '../../../card/files/codec/gba-bootstrapping.ts';
import { gbaNafList } from '../../../card/files/codec/gba-naf-list.ts';
import { parsePath } from '../../../card/path.ts';
import { decodeImage, encodeImage } from '../image-json.ts';
import type { CardImage } from '../os/image.ts';
import { loadSeed } from '../seed/load.ts';
import { type TestTerminal, terminalOf, terminalWith } from '../test-terminal.ts';

const algorithm = milenage(
  fromHex('465b5ce8b199b49faa5f0a2ee238a6bc'),
  fromHex('cd63cb71954a9f4e48a5994e37a02baf'),
);
const usim = 'a0000000871002ff49ff058903000001';
const isim = 'a0000000871004ff49ff058903000001';
const rand = fromHex('23553cbe9637a89d218ae64dae47bf35');
const impi = '001010123456789@ims.mnc001.mcc001.3gppnetwork.org';
/** Of EF_GBANL in the seeds. */
const recordLength = 128;
const bTid = 'I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com';

const lv = (bytes: Uint8Array): string => bytes.length.toString(16).padStart(2, '0') + toHex(bytes);
const hex2 = (n: number): string => n.toString(16).padStart(2, '0');
const apdu = (data: string): string => `00880084${hex2(data.length / 2)}${data}`;
const vectorOf = (seq: number): AuthenticationVector =>
  makeVector(algorithm, rand, encodeSqn({ seq, ind: 1 }), fromHex('8000'));
const bootstrapping = ({ autn, ik }: AuthenticationVector): string =>
  apdu(`dd${lv(rand)}${lv(modifyMac(autn, ik))}`);
const nafIdOf = (fqdn: string): Uint8Array => encodeNafId({ fqdn, uaProtocol: uaProtocols.httpDigest });
const derivation = (fqdn: string): string =>
  apdu(`de${lv(nafIdOf(fqdn))}${lv(new TextEncoder().encode(impi))}`);

async function inApplication(aid: string, seed = 'usim-prepersonalised'): Promise<TestTerminal> {
  const terminal = await terminalWith(seed);
  await terminal.send(`00a4040c${hex2(aid.length / 2)}${aid}`);
  return terminal;
}

const nafKeysIn = (image: CardImage, aid: string) =>
  [...image.files.values()].find(({ header }) => header.aid !== undefined && toHex(header.aid) === aid)
    ?.authentication?.gba?.nafKeys ?? [];

describe.each([
  ['USIM', usim, '6FD6', '6FDA'],
  ['ISIM', isim, '6FD5', '6FD7'],
])('GBA context in the %s', (_, aid, gbabp, gbanl) => {
  test('the card gives RES and Ks_ext_NAF only, and notes RAND and the NAF', async () => {
    const { card, get, send } = await inApplication(aid);
    const vector = vectorOf(1);
    expect(await get(bootstrapping(vector))).toBe(`db${lv(modifyRes(vector.xres))}9000`);
    const parameters = () => gbaBootstrapping.decode(card.readFileDirect(parsePath(`${aid}/${gbabp}`)));
    expect(parameters()).toEqual({ rand: toHex(rand), bTid: '', lifetime: '' });

    // The terminal writes B-TID and lifetime.
    await send(`00a4000c02${gbabp}`);
    const file = gbaBootstrapping.encode({ ...parameters(), bTid, lifetime: '2030-01-01T00:00:00Z' }, 160);
    expect(await send(`00d60000a0${toHex(file)}`)).toBe('9000');
    const ks = ksOfAka(vector.ck, vector.ik);
    const inputs = { rand, impi, nafId: nafIdOf('naf.example.com') };
    expect(await get(derivation('naf.example.com'))).toBe(`db${lv(deriveKsExtNaf(ks, inputs))}9000`);
    const list = card.readFileDirect(parsePath(`${aid}/${gbanl}`));
    expect(gbaNafList.decode(list.subarray(0, recordLength))).toEqual({
      fqdn: 'naf.example.com',
      uaProtocol: uaProtocols.httpDigest,
      bTid,
    });
    const [key] = nafKeysIn(card.snapshot(), aid);
    expect(toHex(key!.ksIntNaf)).toBe(toHex(deriveKsIntNaf(ks, inputs)));
  });
});

describe('GBA context', () => {
  test('without Ks no NAF key: 6985', async () => {
    const { send } = await inApplication(usim);
    expect(await send(derivation('naf.example.com'))).toBe('6985');
  });

  test('a challenge whose MAC was not modified is 9862, and one for GBA_U is 9862 in the 3G context', async () => {
    const { send, get } = await inApplication(usim);
    const vector = vectorOf(1);
    expect(await send(apdu(`dd${lv(rand)}${lv(vector.autn)}`))).toBe('9862');
    const modified = modifyMac(vector.autn, vector.ik);
    expect(await send(`0088008122${lv(rand)}${lv(modified)}`)).toBe('9862');
    expect(await get(bootstrapping(vector))).toMatch(/^db/);
  });

  test('an old sequence number is answered with AUTS, and Ks stays', async () => {
    const { card, get } = await inApplication(usim);
    await get(bootstrapping(vectorOf(5)));
    const before = card.snapshot();
    const answer = await get(bootstrapping(vectorOf(5)));
    expect(answer).toMatch(/^dc0e.{28}9000$/);
    expect(toHex(openAuts(algorithm, rand, fromHex(answer.slice(4, 32))))).toBe(
      toHex(encodeSqn({ seq: 5, ind: 1 })),
    );
    expect(card.snapshot()).toBe(before);
  });

  test('without the service 9864; with wrong data 6A80; PIN first', async () => {
    const seed = loadSeed('usim-prepersonalised').image;
    const files = new Map(seed.files);
    for (const file of files.values())
      if (file.header.fid === 0x6f38) files.set(file.id, { ...file, body: new Uint8Array(file.body.length) });
    const without = await terminalWith('usim-prepersonalised', { image: { ...seed, files } });
    await without.send(`00a4040c10${usim}`);
    expect(await without.send(bootstrapping(vectorOf(1)))).toBe('9864');

    const { send } = await inApplication(usim);
    expect(await send(apdu(`dd${lv(rand)}`))).toBe('6a80');
    expect(await send(apdu(`df${lv(rand)}${lv(rand)}`))).toBe('6a80');
    const locked = await inApplication(usim, 'provisioned');
    expect(await locked.send(bootstrapping(vectorOf(1)))).toBe('6982');
  });

  test('a known NAF keeps its record; when all are used, the one derived longest ago goes', async () => {
    const { card, get } = await inApplication(usim);
    await get(bootstrapping(vectorOf(1)));
    const names = () => {
      const body = card.readFileDirect(parsePath(`${usim}/6FDA`));
      return Array.from({ length: body.length / recordLength }, (_, i) => {
        const record = body.subarray(recordLength * i, recordLength * (i + 1));
        return gbaNafList.isUnassigned(record) ? '' : gbaNafList.decode(record).fqdn;
      });
    };
    const count = names().length;
    for (let i = 1; i <= count; i++) await get(derivation(`naf${i}.example`));
    await get(derivation('naf1.example'));
    expect(names()[0]).toBe('naf1.example');
    await get(derivation('new.example'));
    expect(names()).toEqual([
      'naf1.example',
      'new.example',
      ...Array.from({ length: count - 2 }, (_, i) => `naf${i + 3}.example`),
    ]);
    expect(nafKeysIn(card.snapshot(), usim)).toHaveLength(count);
  });

  test('the keys outlive power-off and the memory file', async () => {
    const { card, get } = await inApplication(usim);
    await get(bootstrapping(vectorOf(1)));
    const text = encodeImage(card.snapshot());
    expect(encodeImage(decodeImage(text))).toBe(text);
    await card.powerOff();
    const again = await terminalOf(card);
    await again.send(`00a4040c10${usim}`);
    expect(await again.get(derivation('naf.example.com'))).toMatch(/^db20.{64}9000$/);
  });

  test('a power cut leaves both Ks and the sequence number, or neither', async () => {
    const { card, send } = await inApplication(usim);
    const before = card.snapshot();
    card.setFault({ kind: 'power-loss', when: 'commit', apdu: 1 });
    await expect(send(bootstrapping(vectorOf(1)))).rejects.toMatchObject({ code: 'card.mute' });
    expect(card.snapshot()).toBe(before);
  });

  test('any data are answered with a status word', async () => {
    const { send } = await inApplication(usim);
    for (let length = 1; length < 60; length += 3) {
      const data = concatBytes([length % 2 === 0 ? 0xdd : 0xde], new Uint8Array(length).fill(length));
      expect(await send(apdu(toHex(data)))).toMatch(/^[0-9a-f]{4}$/);
    }
  });
});
