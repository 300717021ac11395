import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { calls } from '../../main/contract/calls.ts';
import { importDoc, keySetDoc } from '../../main/contract/keys.ts';
import { planDoc } from '../../main/contract/plan.ts';
import { receiptSummaryDoc } from '../../main/contract/receipt.ts';
import { readImage } from '../support/card-image.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Bench, useBenches } from './bench.ts';
import { gatewayValues } from './gateway-values.ts';

const bench = useBenches();
/** The seed `ota-keys` and its key set 2. */
const seed = 'ota-keys';
const iccid = '8900101000000000183';
const kic = '200102030405060708090a0b0c0d0e0f';
const kid = '210102030405060708090a0b0c0d0e0f';
const passphrase = { CARDWRIGHT_PASSPHRASE: 'seven green apples fall' };
const typed = { CARDWRIGHT_KIC: kic, CARDWRIGHT_KID: kid };
const indicators = ['--kic', 'aes:2', '--kid', 'aes:2'];

const encoded = calls['ota.encode'].output;
const decoded = calls['ota.decode'].output;
const sent = calls['ota.send'].output;
const script = calls['ota.script'].output;

/** SELECT EF_PL, two bytes written. */
const write = (text: string) => ['--apdu', '00A4000C022F05', `00D6000002${text}`];
const sendArgs = ({ reader }: Bench, ...more: readonly string[]) => [
  'ota',
  'send',
  '-r',
  reader.name,
  '--yes',
  '--iccid',
  iccid,
  ...more,
];

function textFile(text: string): string {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, `${text}\n`);
  chmodSync(file, 0o600);
  return file;
}

async function importKeys({ cli }: Bench): Promise<void> {
  const file = `${textFile('')}.json`;
  const applications = [
    { tar: 'b00000', manages: 'files' },
    { tar: 'b00001', aid: 'a0000000871002', manages: 'files' },
  ];
  const set = { kind: 'ota', iccid, index: 2, algorithm: 'aes', kic, kid, buffer: 1024, applications };
  writeFileSync(file, JSON.stringify({ format: 'cardwright-keys', version: 1, sets: [set] }));
  expect(await cli.json(importDoc, ['keys', 'import', file], { env: passphrase })).toMatchObject({
    taken: 1,
  });
}

/** What EF_PL begins with on the card that was taken out. */
function written(image: string): string {
  const file = [...readImage(image).files.values()].find(({ header }) => header.fid === 0x2f05);
  return Buffer.from(file!.body).toString('hex').slice(0, 4);
}

test('with a stored key set: looked at, sent, counted; the keys are nowhere to be read', async () => {
  const made = bench();
  const { cli, insert, image } = made;
  const card = await insert(seed);
  await importKeys(made);
  const set = ['--key-set', 'OTA 2'];
  const env = passphrase;
  const [look] = (
    await cli.json(encoded, ['ota', 'encode', ...set, '--iccid', iccid, ...write('6465')], { env })
  ).packets;
  expect(look).toMatchObject({ tar: 'b00000', packet: { counter: 1, checksum: 'right' } });

  const [packet] = (await cli.json(sent, sendArgs(made, ...set, ...write('6465')), { env })).packets;
  expect(packet).toMatchObject({
    counter: 1,
    packet: { hex: look!.packet.hex },
    proof: { status: { code: '00' }, executed: 2, responses: [{ sw: '9000' }] },
  });
  const text = await cli(sendArgs(made, ...set, ...write('6672')), env);
  expect(text.code).toBe(0);
  expect(text.stdout).toContain('PoR OK');
  expect(text.stdout).toContain('counter 2');
  expect(text.stdout).toContain('2 commands executed');

  // What was captured decodes with the stored keys, the proof with the command it answers.
  const capture = [
    'ota',
    'decode',
    ...set,
    '--iccid',
    iccid,
    `027100${packet!.proof!.hex}`,
    '--answers',
    packet!.packet.hex,
  ];
  expect((await cli.json(decoded, capture, { env })).packet).toEqual(packet!.proof);

  const counter = await cli.json(keySetDoc, ['keys', 'counter', 'OTA 2', '--iccid', iccid]);
  expect(counter.counter).toBe(2);
  await card.remove();
  expect(written(image)).toBe('6672');
  expect(readImage(image).ota!.keySets.find(({ index }) => index === 2)!.counter).toBe(2);

  const files = readdirSync(cli.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  const everything = [...files, ...cli.transcript].join('\n').toLowerCase();
  for (const key of [kic, kid])
    for (const form of [
      key,
      Buffer.from(key, 'hex').toString('latin1'),
      Buffer.from(key, 'hex').toString('base64'),
    ])
      expect(everything.includes(form.toLowerCase())).toBe(false);
});

test('with keys in files or in the environment, and the counter that was given', async () => {
  const made = bench();
  const { cli, insert } = made;
  await insert(seed);
  const files = ['--kic-file', textFile(kic), '--kid-file', textFile(kid)];
  const first = await cli.json(
    sent,
    sendArgs(made, ...files, ...indicators, '--counter', '7', ...write('6465')),
  );
  expect(first.packets[0]).toMatchObject({ counter: 7, proof: { counter: 7 } });
  const other = await cli.json(
    sent,
    sendArgs(
      made,
      ...indicators,
      '--counter',
      '8',
      '--spi',
      'cc ciphered counter-higher por-always por-cc',
      ...write('6672'),
    ),
    { env: typed },
  );
  expect(other.packets[0]!.proof).toMatchObject({ checksum: 'right', counter: 8 });
  expect(other.packets[0]!.proof!.fields.every(({ deciphered }) => !deciphered)).toBe(true);
  const commands = textFile('# EF_PL\n00A4000C022F05\n\n00D60000026465  # de\n');
  const fromFile = await cli.json(sent, sendArgs(made, ...indicators, '--counter', '9', '--file', commands), {
    env: typed,
  });
  expect(fromFile.packets[0]!.packet.script).toHaveLength(2);
});

describe('exit codes say what became of it', () => {
  test('a command that the card refused; a packet that it refused; what never left', async () => {
    const made = bench();
    const { cli, insert, image } = made;
    const card = await insert(seed);
    const send = (counter: string, ...more: readonly string[]) =>
      sendArgs(made, ...indicators, '--counter', counter, ...more);
    const missing = await cli.json(sent, send('1', '--apdu', '00A4000C029999'), { code: 4, env: typed });
    expect(missing.packets[0]).toMatchObject({
      proof: { status: { code: '00' }, responses: [{ sw: '6a82' }] },
    });
    const low = await cli.json(sent, send('1', ...write('6465')), { code: 4, env: typed });
    expect(low.packets[0]!.error).toMatchObject({ code: 'ota.counter-low' });
    const level = await cli.json(sent, send('3', '--spi', '0601', ...write('6465')), { code: 5, env: typed });
    expect(level.packets[0]!.error).toMatchObject({ code: 'ota.security-level' });
    const unknown = await cli.json(sent, send('4', '--tar', 'B00099', ...write('6465')), {
      code: 4,
      env: typed,
    });
    expect(unknown.packets[0]!.error).toMatchObject({ code: 'ota.tar-unknown' });
    expect(await cli.refused(sendArgs(made, ...indicators, ...write('6465')), 2, typed)).toMatchObject({
      code: 'ota.counter-needed',
    });
    const stranger = [
      'ota',
      'send',
      '-r',
      made.reader.name,
      '--yes',
      '--iccid',
      '8900101000000000019',
      ...indicators,
      '--counter',
      '9',
      ...write('6465'),
    ];
    expect(await cli.refused(stranger, 4, typed)).toMatchObject({ code: 'ota.other-card' });
    await card.remove();
    expect(written(image)).not.toBe('6465');
    expect(readImage(image).ota!.keySets.find(({ index }) => index === 2)!.counter).toBe(1);
  });
});

test('a plan: its packets are shown, sent, and leave a receipt', async () => {
  const made = bench();
  const { cli, insert } = made;
  await insert(seed);
  await importKeys(made);
  const values = textFile(JSON.stringify(gatewayValues));
  const plan = await cli.json(planDoc, [
    'plan',
    '-p',
    'access-network',
    '--values',
    values,
    '-r',
    made.reader.name,
  ]);
  const from = ['--key-set', 'OTA 2', '--plan', plan.id];
  const shown = await cli.json(encoded, ['ota', 'encode', '--iccid', iccid, ...from], { env: passphrase });
  expect(shown.packets.flatMap(({ steps }) => steps ?? [])).toEqual(plan.steps.map(({ index }) => index));
  const done = await cli.json(sent, sendArgs(made, ...from), { env: passphrase });
  expect(done.packets.map(({ error }) => error)).toEqual(shown.packets.map(() => undefined));
  const receipts = await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list']);
  expect(receipts[0]).toMatchObject({ result: 'verified', iccid });
});

test('what was captured: parts on standard input in any order, without keys the header', async () => {
  const { cli } = bench();
  const commands = Array.from({ length: 40 }, () => '00A4000C022F05');
  const made = await cli.json(
    encoded,
    [
      'ota',
      'encode',
      ...indicators,
      '--counter',
      '7',
      '--format',
      'expanded-indefinite',
      '--apdu',
      ...commands,
    ],
    { env: typed },
  );
  const parts = made.packets[0]!.messages.toReversed().map(({ tpdu }) => tpdu);
  expect(parts.length).toBeGreaterThan(2);
  const blind = await cli.json(decoded, ['ota', 'decode', '--no-keys', ...parts]);
  expect(blind.packet).toMatchObject({ checksum: 'unchecked', obstacle: { code: 'scp80.key-missing' } });
  const open = await cli.json(decoded, ['ota', 'decode', ...parts], { env: typed });
  expect(open.packet.script).toHaveLength(40);
  const wrong = await cli.json(decoded, ['ota', 'decode', ...parts], {
    code: 6,
    env: { CARDWRIGHT_KIC: kid, CARDWRIGHT_KID: kic },
  });
  expect(wrong.packet.checksum).toBe('wrong');
  expect(await cli.refused(['ota', 'decode', '--no-keys', parts[0]!], 4)).toMatchObject({
    code: 'sms.incomplete',
  });
  expect(await cli.refused(['ota', 'decode', '--no-keys', 'CAFE'], 2)).toMatchObject({
    code: 'sms.unrecognised',
  });
});

test('scripts there and back', async () => {
  const { cli } = bench();
  const made = await cli.json(script, ['ota', 'script', '--format', 'expanded-definite', ...write('6465')]);
  const back = await cli.json(script, ['ota', 'script', '--decode', made.data]);
  expect(back).toEqual(made);
  const answer = await cli.json(script, ['ota', 'script', '--decode-response', 'AB0780010123029000']);
  expect(answer).toMatchObject({ executed: 1, responses: [{ sw: '9000' }] });
});

test.each([
  [['ota', 'encode', '--spi', 'cc cc', ...indicators, '--counter', '1', ...write('6465')], 'spi.malformed'],
  [['ota', 'encode', ...indicators, '--counter', '1'], 'ota.content'],
  [
    ['ota', 'encode', '--kic', 'rot13:2', '--kid', 'aes:2', '--counter', '1', ...write('6465')],
    'option.malformed',
  ],
  [['ota', 'encode', '--counter', '1', ...write('6465')], 'ota.key-indicator'],
  [['ota', 'script'], 'ota.script-which'],
  [['ota', 'encode', '--key-set', 'OTA 9', ...write('6465')], 'keys.no-such-set'],
])('wrong on the command line: %j', async (args, code) => {
  const { cli } = bench();
  expect(await cli.refused(args, 2, typed)).toMatchObject({ code });
});
