import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { encodeCommandApdu } from '../apdu.ts';
import type { CardCommand } from '../command.ts';
import { createFile } from './create-file.ts';
import { deleteFile } from './delete-file.ts';
import { increase } from './increase.ts';
import { activateFile, deactivateFile, terminateCardUsage, terminateDf, terminateEf } from './life-cycle.ts';
import { readBinary, readBinaryChunks } from './read-binary.ts';
import { readRecord } from './read-record.ts';
import { resizeFile } from './resize-file.ts';
import { retrieveData, retrieveNextBlock } from './retrieve-data.ts';
import { searchRecord, searchRecordEnhanced } from './search-record.ts';
import { selectAid, selectFid, selectPath, withoutFcp } from './select.ts';
import { deleteData, setData } from './set-data.ts';
import { indicateStatus, readCurrentAid, readStatus } from './status.ts';
import { updateBinary, updateBinaryChunks } from './update-binary.ts';
import { updateRecord } from './update-record.ts';

const hex = (command: CardCommand<unknown>): string => toHex(encodeCommandApdu(command.apdu));
const parse = <R>(command: CardCommand<R>, data: string, sw = 0x9000): R =>
  command.parse({ data: fromHex(data), sw });
const data = fromHex('aabb');
const aid = fromHex('a000000645');

test.each<[string, CardCommand<unknown>, string]>([
  ['SELECT by FID', selectFid(0x6f02), '00a40004026f0200'],
  ['SELECT by path from the MF', selectPath([0x7f10, 0x6f3a], 'mf'), '00a40804047f106f3a00'],
  ['SELECT by path from the current DF', selectPath([0x6f3a], 'current-df'), '00a40904026f3a00'],
  ['SELECT by AID', selectAid(aid), '00a4040405a00000064500'],
  ['SELECT of the last used', selectAid(aid, { occurrence: 'last' }), '00a4040505a00000064500'],
  ['SELECT of the next', selectAid(aid, { occurrence: 'next' }), '00a4040605a00000064500'],
  ['SELECT of the previous', selectAid(aid, { occurrence: 'previous' }), '00a4040705a00000064500'],
  ['SELECT that ends the session', selectAid(aid, { terminate: true }), '00a4044405a00000064500'],
  ['SELECT without answer', withoutFcp(selectAid(aid, { occurrence: 'last' })), '00a4040d05a000000645'],
  ['STATUS', readStatus(), '80f2000000'],
  ['STATUS, initialised', indicateStatus('initialised'), '80f2010c'],
  ['STATUS, termination begins', indicateStatus('termination-begins'), '80f2020c'],
  ['STATUS for the AID', readCurrentAid(), '80f2000100'],
  ['READ BINARY', readBinary({ offset: 0x1234, length: 16 }), '00b0123410'],
  ['READ BINARY by SFI', readBinary({ sfi: 2, offset: 5 }), '00b0820500'],
  ['UPDATE BINARY', updateBinary({ offset: 0x7fff, data }), '00d67fff02aabb'],
  ['UPDATE BINARY by SFI', updateBinary({ sfi: 30, data }), '00d69e0002aabb'],
  ['READ RECORD', readRecord({ record: 254, length: 20 }), '00b2fe0414'],
  ['READ RECORD next', readRecord({ record: 'next', length: 20 }), '00b2000214'],
  ['READ RECORD by SFI', readRecord({ record: 1, sfi: 6, length: 255 }), '00b20134ff'],
  ['UPDATE RECORD', updateRecord({ record: 2, data }), '00dc020402aabb'],
  ['UPDATE RECORD previous', updateRecord({ record: 'previous', sfi: 1, data }), '00dc000b02aabb'],
  ['SEARCH RECORD', searchRecord({ pattern: data }), '00a2010402aabb00'],
  [
    'SEARCH RECORD backward',
    searchRecord({ pattern: data, from: 9, direction: 'backward', sfi: 3 }),
    '00a2091d02aabb00',
  ],
  ['SEARCH RECORD enhanced', searchRecordEnhanced({ pattern: data, offset: 7 }), '00a20106040407aabb00'],
  [
    'SEARCH RECORD after a value',
    searchRecordEnhanced({ pattern: data, after: 0x3d, direction: 'backward' }),
    '00a20106040d3daabb00',
  ],
  ['INCREASE', increase(fromHex('000001')), '803200000300000100'],
  ['INCREASE by SFI', increase(fromHex('01'), 5), '80328500010100'],
  ['CREATE FILE', createFile(fromHex('6200')), '00e00000026200'],
  ['DELETE FILE', deleteFile(0x6f02), '00e40000026f02'],
  ['RESIZE FILE', resizeFile(0x6f02, 0x140), '80d400000a620883026f0280020140'],
  ['ACTIVATE FILE', activateFile(), '00440000'],
  ['ACTIVATE FILE by FID', activateFile(0x6f02), '00440000026f02'],
  ['DEACTIVATE FILE', deactivateFile(), '00040000'],
  ['TERMINATE EF', terminateEf(0x6f02), '00e80000026f02'],
  ['TERMINATE DF', terminateDf(0x5f40), '00e60000025f40'],
  ['TERMINATE CARD USAGE', terminateCardUsage(), '00fe0000'],
  ['RETRIEVE DATA', retrieveData(0x80, 4), '80cb0084018000'],
  ['RETRIEVE DATA next', retrieveNextBlock(), '80cb000000'],
  ['SET DATA deletes', deleteData(0x7f50), '80db0080027f50'],
])('%s', (_what, command, expected) => {
  expect(hex(command)).toBe(expected);
});

test('only commands that change the card say so, and none of these is secret unless asked', () => {
  const changing = [updateBinary({ data }), createFile(data), deleteFile(1), activateFile(), increase(data)];
  for (const command of changing) expect(command.changesCard, command.name).toBe(true);
  for (const command of [selectFid(1), readBinary(), readStatus(), searchRecord({ pattern: data })])
    expect(command.changesCard, command.name).toBe(false);
  expect(readBinary().sensitive).toBe('none');
  expect(readBinary({ secret: true }).sensitive).toBe('response');
  expect(updateRecord({ record: 1, data, secret: true }).sensitive).toBe('command');
});

test('SELECT tells the file and its state', () => {
  const fcp = '62 0b 82024121 83026f02 8a0104';
  expect(parse(selectFid(0x6f02), fcp)).toMatchObject({ state: 'usable', fcp: { fid: 0x6f02 } });
  expect(parse(selectFid(0x6f02), fcp, 0x6283).state).toBe('deactivated');
  expect(parse(withoutFcp(selectFid(0x6f02)), '', 0x6284)).toBe('terminated');
  expect(() => parse(selectFid(0x6f02), '', 0x6a82)).toThrow(
    expect.objectContaining({ code: 'file.not-found' }),
  );
  expect(() => parse(selectFid(0x6f02), '')).toThrow(CardError);
});

test('STATUS tells the current application', () => {
  expect(parse(readCurrentAid(), '8405a000000645')).toEqual(aid);
  expect(parse(readCurrentAid(), '')).toBeUndefined();
  expect(() => parse(readCurrentAid(), '8000')).toThrow(CardError);
  expect(parse(readStatus(), '620482027821')).toMatchObject({ kind: 'df' });
});

test('reading insists on the length asked for', () => {
  expect(parse(readBinary({ length: 2 }), 'aabb')).toEqual(data);
  expect(parse(readBinary(), 'aabb', 0x6282)).toEqual(data);
  expect(() => parse(readBinary({ length: 3 }), 'aabb')).toThrow(
    expect.objectContaining({ code: 'file.short' }),
  );
  expect(() => parse(readRecord({ record: 1, length: 3 }), 'aabb', 0x6282)).toThrow(
    expect.objectContaining({ code: 'file.short' }),
  );
  expect(() => parse(readBinary({ length: 1 }), 'aabb')).toThrow(
    expect.objectContaining({ code: 'card.answer-malformed' }),
  );
  expect(() => parse(readBinary(), '', 0x6982)).toThrow(expect.objectContaining({ code: 'access.denied' }));
});

test('a search without result finds nothing', () => {
  expect(parse(searchRecord({ pattern: data }), '0205')).toEqual([2, 5]);
  for (const sw of [0x6282, 0x6a83]) expect(parse(searchRecord({ pattern: data }), '', sw)).toEqual([]);
});

test('INCREASE tells the new record and what was added', () => {
  expect(parse(increase(fromHex('000001')), '000005000001')).toEqual({
    record: fromHex('000005'),
    added: fromHex('000001'),
  });
  expect(() => parse(increase(fromHex('000001')), '000005')).not.toThrow(InputError);
  expect(() => parse(increase(fromHex('000001')), '0005')).toThrow(CardError);
});

test('data objects come and go in blocks', () => {
  expect(parse(retrieveData(0x80), 'aa', 0x62f1)).toEqual({ data: fromHex('aa'), more: true });
  expect(parse(retrieveNextBlock(), 'bb')).toEqual({ data: fromHex('bb'), more: false });
  const commands = setData(0x80, new Uint8Array(300), 2);
  expect(commands.map(({ apdu }) => [apdu.p2, apdu.data?.length])).toEqual([
    [0x82, 255],
    [0x00, 49],
  ]);
  expect(parse(commands[0]!, '', 0x63f1)).toBe(0x63f1);
});

test.each<[string, () => unknown]>([
  ['a FID of five digits', () => selectFid(0x10000)],
  ['an empty path', () => selectPath([], 'mf')],
  ['an empty AID', () => selectAid(new Uint8Array())],
  ['an AID of 17 bytes', () => selectAid(new Uint8Array(17))],
  ['an offset too far', () => readBinary({ offset: 0x8000 })],
  ['an offset too far for SFI', () => readBinary({ offset: 256, sfi: 1 })],
  ['SFI 31', () => readBinary({ sfi: 31 })],
  ['SFI 0', () => readRecord({ record: 1, length: 1, sfi: 0 })],
  ['record 0', () => readRecord({ record: 0, length: 1 })],
  ['record 255', () => updateRecord({ record: 255, data })],
  ['no data', () => updateBinary({ data: new Uint8Array() })],
  ['256 bytes of data', () => updateBinary({ data: new Uint8Array(256) })],
  ['length 0', () => readBinary({ length: 0 })],
  ['a size of 64 kB', () => resizeFile(0x6f02, 0x10000)],
  ['an empty increase', () => increase(new Uint8Array())],
])('%s is refused before anything is sent', (_what, make) => {
  expect(make).toThrow(InputError);
});

test('chunks for reading cover the file', () => {
  expect(readBinaryChunks(0)).toEqual([]);
  expect(readBinaryChunks(256)).toEqual([{ offset: 0, length: 256 }]);
  expect(readBinaryChunks(600).map(({ offset, length }) => [offset, length])).toEqual([
    [0, 256],
    [256, 256],
    [512, 88],
  ]);
  expect(readBinaryChunks(0x8000).at(-1)).toEqual({ offset: 0x7f00, length: 256 });
  expect(() => readBinaryChunks(0x8001)).toThrow(expect.objectContaining({ code: 'file.too-large' }));
});

test('chunks for writing: only what differs, joined where that saves a command', () => {
  const before = new Uint8Array(600);
  const after = before.slice();
  after[10] = 1;
  after[20] = 1;
  after[400] = 1;
  expect(updateBinaryChunks(before, after)).toEqual([
    { offset: 10, length: 11 },
    { offset: 400, length: 1 },
  ]);
  expect(updateBinaryChunks(after, after)).toEqual([]);
  expect(updateBinaryChunks(undefined, new Uint8Array())).toEqual([]);
  expect(updateBinaryChunks(undefined, new Uint8Array(0x8000)).at(-1)).toEqual({
    offset: 32640,
    length: 128,
  });
  expect(() => updateBinaryChunks(undefined, new Uint8Array(0x8001))).toThrow(InputError);
  expect(updateBinaryChunks(undefined, before).map(({ length }) => length)).toEqual([255, 255, 90]);
  expect(updateBinaryChunks(new Uint8Array(5), after)).toEqual(updateBinaryChunks(undefined, after));
});

test('writing the chunks makes the file what it shall be', () => {
  const contents = fc
    .tuple(
      fc.uint8Array({ minLength: 1, maxLength: 900 }),
      fc.array(fc.tuple(fc.nat(899), fc.nat(255)), { maxLength: 12 }),
    )
    .map(([before, changes]) => {
      const after = before.slice();
      for (const [at, byte] of changes) if (at < after.length) after[at] = byte;
      return { before, after };
    });
  fc.assert(
    fc.property(contents, ({ before, after }) => {
      const file = before.slice();
      const chunks = updateBinaryChunks(before, after);
      for (const { offset, length } of chunks) {
        expect(length).toBeLessThanOrEqual(255);
        expect(file[offset]).not.toBe(after[offset]);
        file.set(after.subarray(offset, offset + length), offset);
      }
      expect(file).toEqual(after);
    }),
  );
});
