import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import type { CardCommand } from '../../card/command.ts';
import {
  deleteByAid,
  getStatus,
  installForInstall,
  installForLoad,
  loadBlock,
  putKey,
} from '../../card/globalplatform/content-commands.ts';
import { encodeTlv } from '../../card/tlv/ber.ts';
import { encryptKey, keyCheckValue } from '../../channel/key-data.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { decodeCapFile } from '../globalplatform/cap-file.ts';
import { decodeRegistry } from '../globalplatform/list-registry.ts';
import { CardSession } from '../session.ts';
import { appletAid, capArchive, packageAid } from '../testing/cap-archive.ts';
import { runScript } from './run-script.ts';
import { labChannel } from './testing/lab-channels.ts';

const issuerTar = fromHex('000000');

async function bench(index = 2) {
  const card = createUicc({ image: loadSeed('ota-keys').image });
  const session = new CardSession(await connectUicc(card));
  const channel = labChannel(index);
  /** One packet; the answers, all of which must be good, in hexadecimal. */
  const send = async (...commands: readonly CardCommand<unknown>[]) => {
    const apdus = commands.map(({ apdu }) => apdu);
    return (await runScript(session, channel, issuerTar, apdus, 'expanded-indefinite')).responses;
  };
  const domain = () => card.snapshot().securityDomain!;
  return { card, session, send, domain };
}

test('a package is loaded over several packets, installed, listed and deleted', async () => {
  const { send, domain } = await bench();
  const { code } = decodeCapFile(capArchive(new Uint8Array(1200).fill(0x11)));
  const file = encodeTlv(0xc4, code);
  const size = 200;
  const total = Math.ceil(file.length / size);
  expect((await send(installForLoad(packageAid, new Uint8Array()))).map(({ sw }) => sw)).toEqual([0x9000]);
  for (let number = 0; number < total; number++) {
    const block = loadBlock(number, number === total - 1, file.slice(number * size, (number + 1) * size));
    expect((await send(block)).map(({ sw }) => sw)).toEqual([0x9000]);
  }
  const installation = {
    packageAid,
    moduleAid: appletAid,
    applicationAid: appletAid,
    privileges: new Uint8Array(),
    parameters: new Uint8Array(),
    selectable: true,
  };
  const [installed, listed] = await send(installForInstall(installation), getStatus('applications', false));
  expect(installed?.sw).toBe(0x9000);
  expect(decodeRegistry(listed!.data).map(({ aid }) => toHex(aid))).toContain(toHex(appletAid));
  await send(deleteByAid(packageAid, true));
  expect(domain().registry.some(({ aid }) => toHex(aid) === toHex(packageAid))).toBe(false);
});

test('PUT KEY with keys under KIK; without KIK the key set cannot', async () => {
  const kik = fromHex('220102030405060708090a0b0c0d0e0f');
  const values = [0x50, 0x60, 0x70].map((first) => new Uint8Array(16).map((_, i) => first + i));
  const block = (key: Uint8Array): Uint8Array => {
    const encrypted = encryptKey('aes', kik, key);
    const check = keyCheckValue('aes', key);
    return concatBytes([0x88, encrypted.length + 1, 16], encrypted, [check.length], check);
  };
  const command = putKey(0, concatBytes([0x31], ...values.map(block)));
  const { send, domain } = await bench();
  expect((await send(command)).map(({ sw }) => sw)).toEqual([0x9000]);
  expect(domain().keySets.find(({ version }) => version === 0x31)?.enc).toEqual(values[0]);

  const without = await bench(4);
  expect((await without.send(command)).map(({ sw }) => sw)).toEqual([0x6d00]);
});

test('scripts open no secure channel and the reader gets no rights by them', async () => {
  const { session, send } = await bench();
  await send(getStatus('applications', false));
  await expect(session.run(getStatus('applications', false))).rejects.toMatchObject({
    details: { sw: '6982' },
  });
});
