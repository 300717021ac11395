import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { InputError } from '../../base/error.ts';
import type { AkaResultDoc } from '../../contract/aka.ts';
import { type AkaKeyOptions, readAkaKey } from '../aka-key.ts';
import { exitCodes } from '../exit-code.ts';
import { valuesIn } from '../given-file.ts';
import { akaResultText, explanationText, vectorText } from '../output/aka.ts';
import { addPinOptions, type PinOptions, pinOf } from '../pin-option.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import { readSecretFile } from '../secrets.ts';
import type { GlobalOptions } from '../session.ts';
import { addLocalKey } from './aka-local-key.ts';

type AuthOptions = GlobalOptions &
  AkaKeyOptions &
  PinOptions & {
    readonly reader?: string;
    readonly iccid?: string;
    readonly application: 'usim' | 'isim';
    readonly context: '3g' | 'gsm' | 'gba';
    readonly rand?: string;
    readonly autn?: string;
    readonly sqn?: string;
    readonly amf?: string;
  };
type VectorOptions = GlobalOptions &
  AkaKeyOptions & {
    readonly rand?: string;
    readonly sqn: string;
    readonly amf: string;
    readonly expectFile?: string;
    readonly out?: string;
  };
type ExplainOptions = GlobalOptions & AkaKeyOptions & { rand: string; autn: string; auts?: string };

const keyHelp = `
The key of the subscriber comes from --key-file (lines algorithm=milenage, k=…, opc=… or op=…; topc, top and iterations for TUAK), from
CARDWRIGHT_K and CARDWRIGHT_OPC (or _OP, _TOPC, _TOP), or is asked for; it is used once, and no value computed with it is shown.`;

export function addAka(program: Command): void {
  const aka = program
    .command('aka')
    .description('authentication and key agreement: ask a card, check vectors, explain a challenge');
  addAuth(aka);
  addVector(aka);
  addExplain(aka);
  addLocalKey(aka);
}

function addKeyOptions(command: Command): Command {
  return command
    .option('--key-file <file>', 'file with the key of the subscriber')
    .option('--algorithm <name>', 'milenage, tuak or xor: use a key, from the environment or typed')
    .option('--op', 'what is typed is OP or TOP, not OPc or TOPc');
}

function addAuth(aka: Command): void {
  const command = aka
    .command('auth')
    .description('let the USIM or ISIM of a card answer a challenge, and say why it refuses')
    .option('-r, --reader <name>', 'name of the reader, or a part of it that fits one')
    .option(
      '--iccid <digits>',
      'ICCID of the card that is meant; with another in the reader nothing is asked',
    )
    .addOption(
      new Option('--application <name>', 'which application').choices(['usim', 'isim']).default('usim'),
    )
    .addOption(new Option('--context <name>', 'in which context').choices(['3g', 'gsm', 'gba']).default('3g'))
    .option('--rand <hex>', 'challenge of the network, 16 bytes')
    .option('--autn <hex>', 'its token, 16 bytes; without it one is made with the key')
    .option(
      '--sqn <hex>',
      'SQN of a challenge that is made here; default 0, which no card takes: it tells its own and uses none up',
    )
    .option('--amf <hex>', 'AMF of a challenge that is made here', '0000');
  addPinOptions(addKeyOptions(command))
    .addHelpText(
      'after',
      `${keyHelp}
A card that accepts a challenge has used up its number: with a number of your own the network may have to resynchronise.

Examples:
  cardwright aka auth -r Gemalto --key-file subscriber.key
  cardwright aka auth -r Gemalto --rand 2355…bf35 --autn 55f3…afb3`,
    )
    .action((_options, command_: Command) => {
      const options = command_.optsWithGlobals<AuthOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'write');
        const { rand, autn, sqn, amf, application, context } = options;
        const algorithm = await readAkaKey(options, rand === undefined);
        const result = await session.call('aka.authenticate', {
          reader,
          ...(options.iccid === undefined ? {} : { iccid: options.iccid }),
          application,
          context,
          ...(rand === undefined ? {} : { rand: hexOf(rand) }),
          ...(autn === undefined ? {} : { autn: hexOf(autn) }),
          ...(sqn === undefined ? {} : { sqn: hexOf(sqn) }),
          ...(amf === undefined ? {} : { amf: hexOf(amf) }),
          ...(algorithm === undefined ? {} : { algorithm }),
          ...(await pinOf(options)),
        });
        const asked = autn === undefined && sqn === undefined;
        return { json: result, text: akaResultText(result), code: codeOf(result, asked) };
      });
    });
}

function addVector(aka: Command): void {
  addKeyOptions(
    aka
      .command('vector')
      .description('compute a vector, and compare it with an expected one; RES, CK and IK are not shown')
      .requiredOption('--sqn <hex>', 'SQN, 6 bytes')
      .option('--rand <hex>', 'RAND, 16 bytes; default random')
      .option('--amf <hex>', 'AMF, 2 bytes', '0000')
      .option(
        '--expect-file <file>',
        'file with res=, ck=, ik=, ak= to compare with; exit code 6 where one differs',
      )
      .option('--out <file>', 'write the whole vector to this new file, which only you can read'),
  )
    .addHelpText(
      'after',
      `${keyHelp}

Examples:
  cardwright aka vector --key-file subscriber.key --sqn 000000000021 --expect-file expected.txt
  cardwright aka vector --key-file subscriber.key --sqn 000000000021 --amf 8000 --out vector.json`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<VectorOptions>();
      return run(options, async (session) => {
        const algorithm = await readAkaKey(options, true);
        if (algorithm === undefined) throw noKey();
        const { rand, sqn, amf, expectFile, out } = options;
        const vector = await session.call('aka.vector', {
          algorithm,
          sqn: hexOf(sqn),
          amf: hexOf(amf),
          ...(rand === undefined ? {} : { rand: hexOf(rand) }),
          ...(expectFile === undefined ? {} : { expected: expectedIn(expectFile) }),
          ...(out === undefined ? {} : { file: resolve(out) }),
        });
        const right = Object.values(vector.matches).every(Boolean);
        return {
          json: vector,
          text: vectorText(vector),
          code: right ? exitCodes.done : exitCodes.mismatch,
        };
      });
    });
}

function addExplain(aka: Command): void {
  addKeyOptions(
    aka
      .command('explain')
      .description('what AUTN says: SQN, AMF, whether its MAC fits; with AUTS of the card why it refused')
      .requiredOption('--rand <hex>', 'RAND, 16 bytes')
      .requiredOption('--autn <hex>', 'AUTN, 16 bytes')
      .option('--auts <hex>', 'what the card has answered, 14 bytes'),
  )
    .addHelpText(
      'after',
      `${keyHelp}

Example:
  cardwright aka explain --rand 2355…bf35 --autn 55f3…afb3 --auts 451e…71e9 --key-file subscriber.key`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ExplainOptions>();
      return run(options, async (session) => {
        const algorithm = await readAkaKey(options, false);
        const { rand, autn, auts } = options;
        const told = await session.call('aka.explain', {
          rand: hexOf(rand),
          autn: hexOf(autn),
          ...(auts === undefined ? {} : { auts: hexOf(auts) }),
          ...(algorithm === undefined ? {} : { algorithm }),
        });
        const faulty = told.findings.some(({ severity }) => severity === 'fault');
        return {
          json: told,
          text: explanationText(told),
          code: faulty ? exitCodes.mismatch : exitCodes.done,
        };
      });
    });
}

/** A card that was only asked for its number has done what it should. */
function codeOf({ outcome, matches }: AkaResultDoc, asked: boolean): number {
  if (outcome === 'mac-failure') return exitCodes.access;
  if (outcome === 'synchronisation-failure') return asked ? exitCodes.done : exitCodes.access;
  return Object.values(matches).every(Boolean) ? exitCodes.done : exitCodes.mismatch;
}

function expectedIn(path: string): Record<string, string> {
  const values = valuesIn(readSecretFile(path));
  const found = ['res', 'ck', 'ik', 'ak'].flatMap((name) => {
    const value = values.get(name) ?? (name === 'res' ? values.get('xres') : undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (found.length > 0) return Object.fromEntries(found);
  throw new InputError('file.no-values', 'The file does not hold values with their names.', {
    hint: 'Write res=, ck=, ik= or ak=, one a line.',
  });
}

const hexOf = (text: string): string => text.replace(/[\s:]/g, '');

function noKey(): InputError {
  return new InputError('aka.key-file', 'The key of the subscriber cannot be used.', {
    hint: 'Give --key-file, or --algorithm and type it.',
  });
}
