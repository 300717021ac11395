import { expect, test } from 'vitest';
import { refusedPacket, sentPacket, stoppedPacket } from '../../../testing/ota-documents.ts';
import { commandOutcomes, verdictOf } from './proof-verdict.ts';

const states = (sent: Parameters<typeof commandOutcomes>[0]) =>
  commandOutcomes(sent).map(({ state }) => state);

test('all executed: the last command has the status word, the others were executed without one', () => {
  expect(verdictOf(sentPacket)).toBe('executed');
  expect(states(sentPacket)).toEqual(['silent', 'silent', 'done']);
});

test('a refused command: what came before is executed, what came after is not', () => {
  expect(verdictOf(stoppedPacket)).toBe('command-refused');
  expect(states(stoppedPacket)).toEqual(['silent', 'refused', 'not-executed']);
});

test('a refused packet: nothing is executed', () => {
  expect(verdictOf(refusedPacket)).toBe('refused');
  expect(states(refusedPacket)).toEqual(['not-executed', 'not-executed', 'not-executed']);
});

test('no proof, and one that is forged: nothing is known', () => {
  const { packet, envelopes, proof } = sentPacket;
  expect(verdictOf({ packet, envelopes })).toBe('no-proof');
  expect(states({ packet, envelopes })).toEqual(['not-known', 'not-known', 'not-known']);
  if (proof === undefined) throw new RangeError('no proof');
  expect(verdictOf({ ...sentPacket, proof: { ...proof, checksum: 'wrong' } })).toBe('forged');
});

test('a warning is no refusal', () => {
  const { proof } = sentPacket;
  if (proof === undefined) throw new RangeError('no proof');
  const warned = { ...sentPacket, proof: { ...proof, responses: [{ sw: '6282', meaning: '', data: '' }] } };
  expect(verdictOf(warned)).toBe('warned');
  expect(states(warned)).toEqual(['silent', 'silent', 'warned']);
});

test('what never left is not sent; what left and was not answered is not known', () => {
  const error = {
    code: 'reader.gone',
    kind: 'reader',
    what: 'Gone.',
    hint: 'Plug it in.',
    details: {},
  } as const;
  const { packet } = sentPacket;
  expect(verdictOf({ packet, envelopes: 0, error })).toBe('failed');
  expect(verdictOf({ packet, envelopes: 1, error })).toBe('forged');
  expect(verdictOf({ packet, envelopes: 1, error: { ...error, code: 'ota.no-proof' } })).toBe('no-proof');
  expect(verdictOf({ ...sentPacket, error })).toBe('forged');
});
