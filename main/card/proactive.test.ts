import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../base/bytes.ts';
import { CardError } from '../base/error.ts';
import { buildTerminalResponse, decodeProactiveCommand } from './proactive.ts';

/** DISPLAY TEXT of 3GPP TS 31.124: “Toolkit Test 1”. */
const displayText = 'd01a8103012180820281028d0f04546f6f6c6b697420546573742031';
const pollInterval = 'd00d8103010300820281828402011e';

test('a DISPLAY TEXT', () => {
  expect(decodeProactiveCommand(fromHex(displayText))).toMatchObject({
    name: 'DISPLAY TEXT',
    type: 0x21,
    number: 1,
    qualifier: 0x80,
    source: 0x81,
    destination: 0x02,
    objects: { length: 3 },
  });
});

test('terminal responses', () => {
  const text = decodeProactiveCommand(fromHex(displayText));
  expect(toHex(buildTerminalResponse(text, 'beyond-capabilities'))).toBe('810301218082028281830130');
  const poll = decodeProactiveCommand(fromHex(pollInterval));
  expect(toHex(buildTerminalResponse(poll, 'performed'))).toBe('8103010300820282818301008402011e');
  expect(toHex(buildTerminalResponse(poll, 'beyond-capabilities'))).toBe('810301030082028281830130');
});

test('an unknown type has a name too', () => {
  expect(decodeProactiveCommand(fromHex('d009810301ee0082028182')).name).toBe('type EE');
});

test.each([
  ['another tag', 'd1098103010300 82028182'],
  ['no command details', 'd00482028182'],
  ['details of two bytes', 'd0088102010382028182'],
  ['no device identities', 'd0058103010300'],
])('%s is no proactive command', (_why, hex) => {
  expect(() => decodeProactiveCommand(fromHex(hex))).toThrow(
    expect.objectContaining({ code: 'proactive.malformed' }),
  );
});

test('any bytes give a command that can be answered, or a CardError', () => {
  const almost = fc
    .uint8Array({ maxLength: 60 })
    .map((rest) => concatBytes([0xd0, 9 + rest.length], fromHex('810301030082028182'), rest));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), almost), (bytes) => {
      try {
        buildTerminalResponse(decodeProactiveCommand(bytes), 'performed');
      } catch (error) {
        expect(error).toBeInstanceOf(CardError);
      }
    }),
  );
});
