import { afterEach, describe, expect, test } from 'vitest';
import { gbaBootstrapping } from '../../card/files/codec/gba-bootstrapping.ts';
import { childPath, parsePath } from '../../card/path.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { bootstrap } from './bootstrap.ts';
import { nafRecordLength, parametersLength } from './room.ts';
import { readStoredBootstrapping } from './stored-bootstrapping.ts';
import { type LabGba, labBsfFqdns, labGba } from './testing/lab-gba.ts';

const usim = 'a0000000871002ff49ff058903000001';
const parametersFid = 0x6fd6;
const listFid = 0x6fda;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The card of the seed with one of its files cut: to so many bytes, or so many bytes a record. */
function cardWith(fid: number, change: { size?: number; recordLength?: number; gone?: boolean }): CardImage {
  const { image } = loadSeed('usim-prepersonalised');
  const files = new Map(image.files);
  for (const file of image.files.values()) {
    if (file.header.fid !== fid) continue;
    if (change.gone === true) files.delete(file.id);
    else if (change.size !== undefined)
      files.set(file.id, { ...file, body: file.body.slice(0, change.size) });
    else if (change.recordLength !== undefined) {
      const header = { ...file.header, recordLength: change.recordLength };
      files.set(file.id, { ...file, header, body: new Uint8Array(change.recordLength * 4).fill(0xff) });
    }
  }
  return { ...image, files };
}

async function labWith(mode: 'GBA_U' | 'GBA_ME', image: CardImage): Promise<LabGba> {
  const made = await labGba(mode, { image });
  open.push(made.bsf);
  return made;
}

const optionsFor = ({ bsf }: LabGba) => ({ http: fetch, bsf: { url: bsf.url } });
const names = { bsfFqdn: labBsfFqdns.usim };

describe('EF_GBABP too small', () => {
  test('GBA_U forced: said before anything is sent', async () => {
    const made = await labWith('GBA_U', cardWith(parametersFid, { size: parametersLength(names) - 1 }));
    const before = made.uicc.snapshot().files;
    await expect(
      bootstrap(made.files, made.application, { ...optionsFor(made), mode: 'GBA_U' }),
    ).rejects.toMatchObject({
      code: 'gba.file-too-small',
      details: { who: 'card', file: 'EF_GBABP', needed: 101, available: 100 },
    });
    expect(made.bsf.requests).toBe(0);
    expect(made.uicc.snapshot().files).toBe(before);
  });

  test('the network wants GBA_U: said without using a sequence number', async () => {
    const made = await labWith('GBA_U', cardWith(parametersFid, { size: 40 }));
    const before = made.uicc.snapshot().files;
    await expect(bootstrap(made.files, made.application, optionsFor(made))).rejects.toMatchObject({
      code: 'gba.file-too-small',
    });
    expect(made.uicc.snapshot().files).toBe(before);
  });

  test('GBA_ME needs none of it', async () => {
    const made = await labWith('GBA_ME', cardWith(parametersFid, { gone: true }));
    const result = await bootstrap(made.files, made.application, optionsFor(made));
    expect(result.mode).toBe('GBA_ME');
  });

  test('just large enough: the lifetime is written short', async () => {
    const made = await labWith('GBA_U', cardWith(parametersFid, { size: parametersLength(names) }));
    const result = await bootstrap(made.files, made.application, optionsFor(made));
    const file = made.uicc.readFileDirect(childPath(parsePath(usim), parametersFid));
    expect(gbaBootstrapping.decode(file).lifetime).toHaveLength(20);
    expect((await readStoredBootstrapping(made.files, made.application))?.expires).toBe(result.expires);
  });
});

test('EF_GBANL whose records are too short for the NAF', async () => {
  const nafFqdn = 'maf.example.com';
  const needed = nafRecordLength(names.bsfFqdn, nafFqdn);
  const made = await labWith('GBA_U', cardWith(listFid, { recordLength: needed - 1 }));
  await expect(
    bootstrap(made.files, made.application, { ...optionsFor(made), mode: 'GBA_U', nafFqdn }),
  ).rejects.toMatchObject({
    code: 'gba.file-too-small',
    details: { file: 'EF_GBANL', needed, available: needed - 1 },
  });
  expect(made.bsf.requests).toBe(0);
});

test('a card that announces GBA without its files', async () => {
  const made = await labWith('GBA_U', cardWith(parametersFid, { gone: true }));
  await expect(
    bootstrap(made.files, made.application, { ...optionsFor(made), mode: 'GBA_U' }),
  ).rejects.toMatchObject({ code: 'gba.file-missing', details: { file: 'EF_GBABP' } });
});
