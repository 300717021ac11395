import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { type CommandApdu, decodeCommandApdu } from './apdu.ts';
import { authenticate } from './commands/authenticate.ts';
import { changePin } from './commands/change-pin.ts';
import { closeChannel, openChannel } from './commands/manage-channel.ts';
import { readBinary } from './commands/read-binary.ts';
import { readRecord } from './commands/read-record.ts';
import { selectAid, selectPath, withoutFcp } from './commands/select.ts';
import { indicateStatus } from './commands/status.ts';
import { queryPin, verifyPin } from './commands/verify-pin.ts';
import { describeCommand, redactionOf } from './describe.ts';

const described = (hex: string): readonly string[] => {
  const { name, decoded } = describeCommand(decodeCommandApdu(fromHex(hex)));
  return [name, ...decoded];
};

test.each([
  ['00a40004026f02', ['SELECT', 'FID 6F02', 'Asks for the FCP', 'Sends 2 bytes']],
  ['00b0820004', ['READ BINARY', 'SFI 02, offset 0', 'Takes 4 bytes']],
  ['01b0010000', ['READ BINARY', 'Offset 256', 'Takes up to 256 bytes', 'Logical channel 1']],
  ['00d6000401ff', ['UPDATE BINARY', 'Offset 4', 'Sends 1 byte']],
  ['00b2013414', ['READ RECORD', 'SFI 06, record 1', 'Takes 20 bytes']],
  ['00dc000301ff', ['UPDATE RECORD', 'previous record', 'Sends 1 byte']],
  ['0020000a', ['VERIFY PIN', 'ADM1', 'Asks for the remaining tries']],
  ['0020000a083132333435363738', ['VERIFY PIN', 'ADM1', 'Sends 8 bytes']],
  ['80f2000000', ['STATUS', 'Asks for the FCP', 'Takes up to 256 bytes']],
  ['80f28002024f00', ['GET STATUS', 'P1 80, P2 02', 'Sends 2 bytes']],
  ['0088008400', ['AUTHENTICATE', 'GBA context', 'Takes up to 256 bytes']],
  ['005a0102', ['INS 5A', 'P1 01, P2 02']],
  ['80e60200', ['INSTALL']],
  ['00e60000025f40', ['TERMINATE DF', 'FID 5F40', 'Sends 2 bytes']],
  ['00e000000a620883026f0280020040', ['CREATE FILE', 'FID 6F02', 'Size 64 bytes', 'Sends 10 bytes']],
  ['00e0000001 62', ['CREATE FILE', 'Its template cannot be read', 'Sends 1 byte']],
])('%s', (hex, lines) => {
  expect(described(hex)).toEqual(lines);
});

test('the names of commands are those of their own declarations', () => {
  const commands = [
    selectPath([0x7f10], 'mf'),
    withoutFcp(selectAid(fromHex('a000000645'), { occurrence: 'last', terminate: true })),
    readBinary({ sfi: 2 }),
    readRecord({ record: 1, length: 10 }),
    queryPin(1),
    openChannel(),
    closeChannel(1),
    indicateStatus('termination-begins'),
  ];
  for (const command of commands) expect(describeCommand(command.apdu).name).toBe(command.name);
  expect(describeCommand(commands[0]!.apdu).decoded[0]).toBe('Path 7F10 from the MF');
  expect(describeCommand(commands[1]!.apdu).decoded).toEqual([
    'AID A000000645, last occurrence',
    'Ends the application session',
    'Without an answer',
    'Sends 5 bytes',
  ]);
  expect(describeCommand(commands.at(-1)!.apdu).decoded).toContain('Session termination begins');
});

test('secrets are hidden whatever the sender says', () => {
  const value = fromHex('3132333435363738');
  expect(redactionOf(verifyPin(0x0a, value).apdu, 'none')).toBe('command');
  expect(redactionOf(verifyPin(0x0a, value).apdu, 'response')).toBe('both');
  expect(redactionOf(changePin(0x01, value, value).apdu, 'command')).toBe('command');
  expect(redactionOf(authenticate(0x81, value).apdu, 'none')).toBe('both');
  expect(redactionOf({ cla: 0x80, ins: 0xd8, p1: 1, p2: 0x81 }, 'none')).toBe('command');
  expect(redactionOf({ cla: 0x84, ins: 0xe2, p1: 0, p2: 0 }, 'none')).toBe('command');
  expect(redactionOf({ cla: 0x00, ins: 0xe2, p1: 0, p2: 0 }, 'none')).toBe('none');
  expect(redactionOf(readBinary().apdu, 'none')).toBe('none');
  expect(redactionOf(readBinary().apdu, 'response')).toBe('response');
});

test('every command has a description, and that of a PIN command never repeats its data', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const apdu = fc.record(
    {
      cla: byte,
      ins: byte,
      p1: byte,
      p2: byte,
      data: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      le: fc.integer({ min: 1, max: 256 }),
    },
    { requiredKeys: ['cla', 'ins', 'p1', 'p2'] },
  );
  fc.assert(
    fc.property(apdu, (command) => {
      expect(describeCommand(command as CommandApdu).name).not.toBe('');
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(
      fc.constantFrom(0x20, 0x24, 0x26, 0x28, 0x2c, 0x73, 0x75, 0x88, 0x89, 0xd8),
      fc.uint8Array({ minLength: 8, maxLength: 16 }),
      (ins, data) => {
        const text = describeCommand({ cla: 0, ins, p1: 0, p2: 1, data }).decoded.join(' ').toLowerCase();
        expect(text).not.toContain(toHex(data));
      },
    ),
  );
});
