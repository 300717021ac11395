import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex, u16be } from '../../main/base/bytes.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { issuerKeys } from '../../main/procedures/testing/issuer-card.ts';
import { CardThread } from '../support/card-thread.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { runProgram } from '../support/run-program.ts';

// Another program opens channels to the software card: opensc-tool sends the commands, OpenSSL computes all cryptograms and MACs.
let pcscd: Pcscd;
let card: CardThread;
beforeAll(async () => {
  pcscd = await startPcscd(1);
  card = new CardThread(pcscd.readers[0]!);
});
afterAll(async () => {
  await card.end();
  await pcscd.dispose();
});

const hostChallenge = fromHex('1122334455667788');
const aid = fromHex('a000000151000000');

function openssl(args: readonly string[], input: Uint8Array): Uint8Array {
  return new Uint8Array(execFileSync('openssl', args, { input }));
}

function cmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  const args = [
    'mac',
    '-cipher',
    `AES-${key.length * 8}-CBC`,
    '-macopt',
    `hexkey:${toHex(key)}`,
    '-binary',
    'CMAC',
  ];
  return openssl(args, data);
}

/** Triple DES in CBC mode; with one key of 8 bytes single DES. */
function des(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const [first, second] = [key.subarray(0, 8), key.length === 8 ? key : key.subarray(8, 16)];
  const whole = toHex(concatBytes(first, second, first));
  return openssl(['enc', '-des-ede3-cbc', '-nopad', '-K', whole, '-iv', toHex(iv)], data);
}

const padded = (data: Uint8Array): Uint8Array =>
  concatBytes(data, [0x80], new Uint8Array(7 - (data.length % 8)));

/** Sends commands in one session and gives what opensc-tool prints. */
async function send(...commands: readonly Uint8Array[]): Promise<string> {
  const args = commands.flatMap((command) => ['-s', toHex(command)]);
  const { stdout, code } = await runProgram('opensc-tool', ['-r', card.reader.name, ...args], pcscd.env);
  expect(code, stdout).toBe(0);
  return stdout;
}

/** Bytes of the answers, without what is printed around them. */
function answers(stdout: string): readonly string[] {
  return stdout
    .split(/Received \(SW1=0x\w\w, SW2=0x\w\w\):?/)
    .slice(1)
    .map((part) =>
      [...part.split('Sending')[0]!.matchAll(/^((?:[0-9A-F]{2} )+)/gm)]
        .map(([, row]) => row!.replaceAll(' ', ''))
        .join('')
        .toLowerCase(),
    );
}

function tries() {
  return card
    .image()
    .then(({ securityDomain }) =>
      securityDomain?.keySets.map((set) => [set.version, set.tries, set.sequenceCounter]),
    );
}

test('SCP03: another program is let in, and reads the registry', async () => {
  await card.insert(loadSeed('issuer-keys').image);
  const { enc, mac } = issuerKeys.scp03;
  const derive = (key: Uint8Array, constant: number, bits: number, context: Uint8Array): Uint8Array =>
    cmac(key, concatBytes(new Uint8Array(11), [constant, 0x00], u16be(bits), [0x01], context)).slice(
      0,
      bits / 8,
    );
  // i=70: the card's challenge follows from its counter, which is 0 on a new card.
  const challenge = derive(enc, 0x02, 64, concatBytes([0, 0, 0], aid));
  const context = concatBytes(hostChallenge, challenge);
  const sMac = derive(mac, 0x06, 128, context);
  const authenticate = concatBytes(fromHex('8482010010'), derive(sMac, 0x01, 64, context));
  const first = cmac(sMac, concatBytes(new Uint8Array(16), authenticate));
  const status = fromHex('84f280020a4f00');
  const second = cmac(sMac, concatBytes(first, status));
  const stdout = await send(
    concatBytes(fromHex('8050300008'), hostChallenge, [0]),
    concatBytes(authenticate, first.slice(0, 8)),
    concatBytes(status, second.slice(0, 8), [0]),
  );
  expect(stdout.match(/SW1=0x90, SW2=0x00/g), stdout).toHaveLength(3);
  const [initialised, , registry] = answers(stdout);
  expect(initialised).toContain(toHex(concatBytes(challenge, derive(sMac, 0x00, 64, context))));
  expect(registry).toContain(`4f08${toHex(aid)}9f70010f`);
  expect(await tries()).toEqual([
    [48, 10, 1],
    [32, 10, 0],
  ]);
  await card.remove();
});

test('SCP02: another program is let in, and a wrong MAC closes the channel', async () => {
  await card.insert(loadSeed('issuer-keys').image);
  const zero = new Uint8Array(8);
  const { enc, mac } = issuerKeys.scp02;
  const counter = [0, 0];
  const session = (key: Uint8Array, constant: readonly number[]): Uint8Array =>
    des(key, zero, concatBytes(constant, counter, new Uint8Array(12)));
  const sEnc = session(enc, [0x01, 0x82]);
  const cMac = session(mac, [0x01, 0x01]);
  const retail = (icv: Uint8Array, data: Uint8Array): Uint8Array => {
    const whole = padded(data);
    const chained = whole.length > 8 ? des(cMac.slice(0, 8), icv, whole.slice(0, -8)).slice(-8) : icv;
    return des(cMac, chained, whole.slice(-8));
  };
  // i=75: the challenge is a MAC over the AID.
  const challenge = retail(zero, aid).slice(0, 6);
  const cryptogram = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
    des(sEnc, zero, padded(concatBytes(...parts))).slice(-8);
  const authenticate = concatBytes(fromHex('8482010010'), cryptogram(counter, challenge, hostChallenge));
  const first = retail(zero, authenticate);
  const status = fromHex('84f280020a4f00');
  const second = retail(des(cMac.slice(0, 8), zero, first), status);
  const stdout = await send(
    concatBytes(fromHex('8050200008'), hostChallenge, [0]),
    concatBytes(authenticate, first),
    concatBytes(status, second, [0]),
    concatBytes(status, second, [0]),
  );
  const [initialised, , registry] = answers(stdout);
  expect(initialised).toContain(toHex(concatBytes(challenge, cryptogram(hostChallenge, counter, challenge))));
  expect(registry).toContain(`4f08${toHex(aid)}9f70010f`);
  expect(stdout, 'a MAC that was used').toContain('SW1=0x69, SW2=0x88');
  expect(await tries()).toEqual([
    [48, 10, 0],
    [32, 10, 1],
  ]);
  await card.remove();
});

test('a program that guesses uses up the tries of a key set, and no other', async () => {
  await card.insert(loadSeed('issuer-keys').image);
  const guess = [
    concatBytes(fromHex('8050300008'), hostChallenge, [0]),
    concatBytes(fromHex('8482010010'), new Uint8Array(16)),
  ];
  const stdout = await send(...guess, ...guess, ...guess);
  expect(stdout.match(/SW1=0x63, SW2=0x00/g)).toHaveLength(3);
  expect(await tries()).toEqual([
    [48, 7, 0],
    [32, 10, 0],
  ]);
  await card.remove();
});
