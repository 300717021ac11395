import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../main/base/bytes.ts';
import type { CardCommand } from '../../main/card/command.ts';
import {
  deleteByAid,
  getStatus,
  installForInstall,
  installForLoad,
  loadBlock,
  putKey,
} from '../../main/card/globalplatform/content-commands.ts';
import { encodeTlv } from '../../main/card/tlv/ber.ts';
import { encryptKey, keyCheckValue } from '../../main/channel/key-data.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import { decodeCapFile } from '../../main/procedures/globalplatform/cap-file.ts';
import { decodeRegistry } from '../../main/procedures/globalplatform/list-registry.ts';
import { runScript } from '../../main/procedures/ota/run-script.ts';
import { CardSession } from '../../main/procedures/session.ts';
import { appletAid, capArchive, packageAid } from '../../main/procedures/testing/cap-archive.ts';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderConnection, ReaderPort } from '../../native/reader-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { readerIs } from '../support/snapshots.ts';
import { channelTo, keySets, otaCard } from './ota-card.ts';

// Remote application management: the security domain's commands in SCP80 packets, through the real PC/SC stack.
let pcscd: Pcscd;
let port: ReaderPort;
let link: VpcdLink;
let connection: ReaderConnection;
let uicc: Uicc;
let counter: number;

beforeAll(async () => {
  pcscd = await startPcscd(1);
  port = createPcscPort();
});
afterAll(async () => {
  await port.close();
  await pcscd.dispose();
});
beforeEach(async () => {
  const { name, port: at } = pcscd.readers[0]!;
  uicc = createUicc({ image: otaCard() });
  link = serveVpcd({ device: uicc, port: at });
  await readerIs(port, name, 'card');
  connection = await port.connect(name);
  counter = 0;
});
afterEach(async () => {
  await connection.close('power-off');
  await link.close();
  await readerIs(port, pcscd.readers[0]!.name, 'empty');
});

/** Each of the commands with its answer, all in one packet. */
const send = async (index: number, ...commands: readonly CardCommand<unknown>[]) => {
  const channel = channelTo(index, () => ++counter);
  const apdus = commands.map(({ apdu }) => apdu);
  const session = new CardSession(connection);
  return (await runScript(session, channel, fromHex('000000'), apdus, 'expanded-indefinite')).responses;
};
const words = (responses: readonly { readonly sw: number }[]) => responses.map(({ sw }) => sw.toString(16));
/** An empty list is 6A88, which would end a script: each kind in a packet of its own. */
const aids = async (): Promise<readonly string[]> => {
  const answers = [
    ...(await send(2, getStatus('applications', false))),
    ...(await send(2, getStatus('packages', false))),
  ];
  return answers
    .filter(({ sw }) => sw === 0x9000)
    .flatMap(({ data }) => decodeRegistry(data).map(({ aid }) => toHex(aid)));
};

test('a package is loaded over many packets, installed, listed and deleted', async () => {
  const { code } = decodeCapFile(capArchive(new Uint8Array(3000).fill(0x11)));
  const file = encodeTlv(0xc4, code);
  const size = 200;
  const total = Math.ceil(file.length / size);
  expect(words(await send(2, installForLoad(packageAid, new Uint8Array())))).toEqual(['9000']);
  for (let number = 0; number < total; number++) {
    const block = loadBlock(number, number === total - 1, file.slice(number * size, (number + 1) * size));
    expect(words(await send(2, block))).toEqual(['9000']);
  }
  const installation = {
    packageAid,
    moduleAid: appletAid,
    applicationAid: appletAid,
    privileges: new Uint8Array(),
    parameters: new Uint8Array(),
    selectable: true,
  };
  expect(words(await send(2, installForInstall(installation)))).toEqual(['9000']);
  expect(await aids()).toEqual(expect.arrayContaining([toHex(appletAid), toHex(packageAid)]));
  expect(words(await send(2, deleteByAid(packageAid, true)))).toEqual(['9000']);
  expect(await aids()).not.toContain(toHex(appletAid));
});

test('PUT KEY under KIK; without KIK, with a wrong check value and for what is not there: refused, nothing changes', async () => {
  const { kik } = keySets.find(({ index }) => index === 2)!;
  const values = [0x50, 0x60, 0x70].map((first) => new Uint8Array(16).map((_, i) => first + i));
  const block = (key: Uint8Array, check: Uint8Array): Uint8Array => {
    const encrypted = encryptKey('aes', kik!, key);
    return concatBytes([0x88, encrypted.length + 1, 16], encrypted, [check.length], check);
  };
  const command = (checkOf: (key: Uint8Array) => Uint8Array): CardCommand<unknown> =>
    putKey(0, concatBytes([0x31], ...values.map((key) => block(key, checkOf(key)))));
  const right = command((key) => keyCheckValue('aes', key));
  const before = uicc.snapshot().securityDomain;
  expect(words(await send(4, right))).toEqual(['6d00']);
  expect(
    words(
      await send(
        2,
        command(() => Uint8Array.of(1, 2, 3)),
      ),
    ),
  ).toEqual([expect.stringMatching(/^6/)]);
  expect(words(await send(2, deleteByAid(packageAid, true)))).toEqual(['6a88']);
  expect(uicc.snapshot().securityDomain).toEqual(before);
  expect(words(await send(2, right))).toEqual(['9000']);
  expect(uicc.snapshot().securityDomain!.keySets.find(({ version }) => version === 0x31)?.enc).toEqual(
    values[0],
  );
});
