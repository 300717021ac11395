import { expect, test } from 'vitest';
import { engineWords } from './engine-words.ts';

const sources: Readonly<Record<string, string>> = import.meta.glob(
  ['../../main/jobs/globalplatform/changes/*.ts', '!**/errors.ts', '!**/*.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);

test('every caution about a change has German words', () => {
  const cautions = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/'([A-Z][^'\n]+\.)'/g)].map(([, caution = '']) => caution),
  );
  expect(cautions.length).toBeGreaterThan(8);
  expect(cautions.filter((text) => engineWords(text, 'de') === text)).toEqual([]);
});

test.each([
  'Delete the package D2760001180002',
  'Delete the application D276000118000201 (USIM)',
  'Load the package D2760001180002',
  'Install the application D276000118000201 with its package D2760001180002',
  'Install the application D276000118000201 from D2760001180002',
  'Set the state of D276000118000201 to locked',
  'Set the state of A000000151000000 (GlobalPlatform security domain) to card-locked',
  'Store a data object in the security domain',
  'Store 2 data objects in the security domain',
  'Add the key set SCP03 50',
  'Replace the key set 48 by SCP03 48',
  'package D2760001180002',
  'version 1.0, 123 bytes',
  'AES, 16 bytes',
  'AES-128, check values 112233 445566 778899',
  'in use, check values 112233 445566 778899',
  'not on the card',
  'Loading the package',
])('“%s” has German words', (text) => {
  expect(engineWords(text, 'de')).not.toBe(text);
});
