import { expect, test } from 'vitest';
import { deEngineWords } from './de/engine-words.ts';
import { deMeaning } from './de/errors/meanings.ts';
import { deErrors } from './de/errors.ts';
import { deFindings } from './de/findings.ts';
import { engineWords } from './engine-words.ts';
import { translateError } from './translate-error.ts';

/** The source of what can reach a technician's screen; the command line and rooms without a screen speak English. */
const sources: Readonly<Record<string, string>> = import.meta.glob(
  [
    '../../main/{auth,base,card,channel,engine,enrol,jobs,lab,procedures,store}/**/*.ts',
    '../../native/**/*.ts',
    '../client/*.ts',
    '!**/*.test.ts',
    '!**/testing/**',
  ],
  { query: '?raw', import: 'default', eager: true },
);
const everything = Object.values(sources).join('\n');
const found = (pattern: RegExp): readonly string[] =>
  [...new Set([...everything.matchAll(pattern)].map(([, text = '']) => text))].sort();

const code = "'([a-z0-9-]+(?:\\.[a-z0-9-]+)+)'";
/** Defects of our own share one text. */
const thrown = found(
  new RegExp(
    `(?:new (?:Input|Reader|Card|Access|Mismatch|Interrupted|Store|Network)Error|\\bunusable)\\(\\s*${code}`,
    'g',
  ),
);
const refusals = found(new RegExp(`\\bcode: ${code}`, 'g')).filter((name) => name !== 'screen.defect');

test('the engine’s source was found', () => {
  expect(thrown.length).toBeGreaterThan(90);
  expect(refusals).toContain('access.denied');
});

test('every code the engine can give has German words, and none is left over', () => {
  const known = new Set(Object.keys(deErrors));
  const given = new Set([...thrown, ...refusals, 'operation.cancelled']);
  expect([...given].filter((name) => !known.has(name))).toEqual([]);
  const defects = new Set(found(new RegExp(`new InternalError\\(\\s*${code}`, 'g')));
  expect([...known].filter((name) => !given.has(name) && !defects.has(name))).toEqual([]);
});

test('every sentence about what an error means for the card has German words', () => {
  const meanings = [
    ...found(/\bmeaning(?:: | = )'([^']+\.)'/g),
    ...found(/const (?:kept|unharmed|untouched|notPresented|unknownState) =\s*'([^']+\.)'/g),
  ];
  expect(meanings.length).toBeGreaterThan(30);
  expect(meanings.filter((meaning) => deMeaning(meaning) === meaning)).toEqual([]);
  expect(
    deMeaning(
      '2 steps are done of 9, each completely; the rest was not begun. Services are announced last, so the card promises nothing it lacks.',
    ),
  ).toContain('2 von 9');
});

test('every finding of the health check has German words, and none is left over', () => {
  const health = Object.entries(sources).filter(([path]) => path.includes('/procedures/health/'));
  const text = health.map(([, source]) => source).join('\n');
  const ids = new Set(
    [
      ...text.matchAll(
        /'((?:access|card|content|directory|file|gba|identifier|key|list|pin|service)\.[a-z0-9-]+)'/g,
      ),
    ].map(([, id = '']) => id),
  );
  expect([...ids].sort()).toEqual(Object.keys(deFindings).sort());
});

test('every title of a file and every caution has German words', () => {
  const files = Object.entries(sources).filter(([path]) => path.includes('/card/files/'));
  const titles = files.flatMap(([, text]) =>
    [...text.matchAll(/\btitle: '([^']+)'/g)].map(([, title = '']) => title),
  );
  const cautions = Object.entries(sources)
    .filter(([path]) => path.endsWith('/plan/cautions.ts'))
    .flatMap(([, text]) => [...text.matchAll(/[?:] '([^']+\.)'/g)].map(([, caution = '']) => caution));
  expect(cautions).toHaveLength(4);
  expect(titles.length).toBeGreaterThan(40);
  expect([...titles, ...cautions].filter((text) => deEngineWords[text] === undefined)).toEqual([]);
});

test('what is being done is said in German, with the name of the file', () => {
  expect(engineWords('Writing EF_CSEID', 'de')).toBe('EF_CSEID wird geschrieben');
  expect(engineWords('Writing EF_CSEID', 'en')).toBe('Writing EF_CSEID');
  expect(engineWords('Something else entirely', 'de')).toBe('Something else entirely');
});

const doc = {
  code: 'value.too-long',
  kind: 'input',
  what: 'The value is too long.',
  meaning: 'Nothing was written.',
  hint: 'Use a shorter one.',
} as const;

test('of several German sentences the first whose details are there is taken', () => {
  const sizes = { needed: 40, available: 30 };
  const say = (details: Readonly<Record<string, string | number>>) =>
    translateError({ ...doc, details }, 'de').what;
  expect(say({ ...sizes, file: 'EF_MEFID', record: 2 })).toContain('EF_MEFID, Satz 2');
  expect(say({ ...sizes, file: 'EF_CSEID' })).toContain('für EF_CSEID ist zu lang');
  expect(say(sizes)).toContain('Der Wert ist zu lang');
  expect(say({})).toBe(doc.what);
});

test('a defect has one German text, whatever its code', () => {
  const defect = { ...doc, code: 'journal.order', kind: 'internal', details: {} } as const;
  expect(translateError(defect, 'de').what).toContain('eigenen Fehler');
});
