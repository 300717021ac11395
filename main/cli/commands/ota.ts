import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import type { SentPacketDoc } from '../../contract/ota.ts';
import { confirmCard } from '../confirm.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import { decodedText, encodedText, scriptText, sentText } from '../output/ota.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import type { GlobalOptions, Session } from '../session.ts';
import { findSet } from './find-key-set.ts';
import {
  addComposeOptions,
  addContentOptions,
  addKeyOptions,
  type ComposeOptions,
  type ContentOptions,
  commandsOf,
  composeOf,
  formatOf,
  type KeyOptions,
  keysOf,
} from './ota-compose.ts';

/** `ota`: packets of ETSI TS 102 225. */
export function addOta(program: Command): void {
  const ota = program.command('ota').description('OTA packets (SCP80): made, sent, taken apart');
  addEncode(ota);
  addDecode(ota);
  addSend(ota);
  addScript(ota);
}

function addEncode(ota: Command): void {
  addComposeOptions(
    ota.command('encode').description('make packets with their ENVELOPEs; sends nothing, spends no counter'),
  )
    .option('--iccid <digits>', 'card whose counter of a stored key set is shown')
    .option('--simulated', 'the card is a simulated one, with counters of its own')
    .addHelpText(
      'after',
      `
Keys come from a stored set, from files, from CARDWRIGHT_KIC and CARDWRIGHT_KID in the environment, or from a prompt.

Examples:
  cardwright ota encode --key-set "OTA 2" --iccid 8988211000000430010 --apdu 00A4000C022F05 --apdu 00D60000026465
  cardwright ota encode --kic-file kic.txt --kid-file kid.txt --kic aes:2 --kid aes:2 --counter 7 --tar B00001 --file script.txt
  cardwright ota encode --key-set "OTA 2" --plan 5b0c… --spi "cc ciphered counter-higher por-always por-cc"`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ComposeOptions>();
      return run(options, async (session) => {
        const compose = await composeOf(session, options);
        const { iccid, simulated } = options;
        const made = await session.call('ota.encode', { iccid, simulated, compose });
        return { json: made, text: encodedText(made.packets) };
      });
    });
}

function addDecode(ota: Command): void {
  addKeyOptions(
    ota
      .command('decode')
      .description(
        'take a captured packet apart: bare, in user data, in a TPDU or in an ENVELOPE; all parts of a split one',
      )
      .argument('[part...]', 'hexadecimal; without it lines of standard input'),
  )
    .option('--answers <hex>', 'the command packet that a response answers')
    .option('--iccid <digits>', 'card whose key set is meant by --key-set')
    .addHelpText(
      'after',
      `
Without keys the header is shown.

Examples:
  cardwright ota decode --no-keys D13A820283818B34…
  cardwright ota decode --key-set "OTA 2" 027100001C12B000… --answers 00201516…
  CARDWRIGHT_KIC=… CARDWRIGHT_KID=… cardwright ota decode < parts.txt`,
    )
    .action((given: readonly string[], _options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & KeyOptions & { answers?: string }>();
      return run(options, async (session) => {
        const parts =
          given.length > 0 ? given.filter((part) => part.trim() !== '') : linesOf(await standardInput());
        if (parts.length === 0)
          throw new InputError('ota.nothing-captured', 'There is nothing to take apart.', {
            hint: 'Give the captured bytes as arguments, or one part a line on standard input.',
          });
        const set =
          options.keySet === undefined ? undefined : await findSet(session, options.keySet, options);
        const keys = await keysOf(session, options, set, typedFor(options));
        const { answers } = options;
        const decoded = await session.call('ota.decode', { parts, keys, answers });
        return {
          json: decoded,
          text: decodedText(decoded),
          code: decoded.packet.checksum === 'wrong' ? exitCodes.mismatch : exitCodes.done,
        };
      });
    });
}

/** Keys that were given are used; none is asked for only to look. */
function typedFor({ kicFile, kidFile }: KeyOptions): { readonly kic: boolean; readonly kid: boolean } {
  const given = (file: string | undefined, variable: string): boolean =>
    file !== undefined || (process.env[variable] ?? '') !== '';
  return { kic: given(kicFile, 'CARDWRIGHT_KIC'), kid: given(kidFile, 'CARDWRIGHT_KID') };
}

function addSend(ota: Command): void {
  addComposeOptions(
    ota
      .command('send')
      .description(
        'send packets to a card and show its proof of receipt; a stored counter is spent before each leaves',
      )
      .option('-r, --reader <name>', 'name of the reader, or a part of it that fits one'),
  )
    .option('--iccid <digits>', 'ICCID of the card that is meant; needed with --yes')
    .option('--yes', 'send without asking')
    .addHelpText(
      'after',
      `
The exit code is 0 when the card has executed the whole script, and that of its error otherwise.

Examples:
  cardwright ota send -r Gemalto --key-set "OTA 2" --apdu 00A4000C022F05 --apdu 00D60000026465
  cardwright ota send -r Gemalto --yes --iccid 8988211000000430010 --key-set "OTA 2" --tar B00001 --file script.txt
  cardwright ota send -r Gemalto --kic aes:2 --kid aes:2 --counter 42 --spi 1619 --data 00A40004023F00`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ComposeOptions & { reader?: string; yes?: boolean }>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'write');
        const found =
          options.yes === true && options.iccid !== undefined
            ? options.iccid.replace(/\s/g, '')
            : await iccidIn(session, reader);
        const { readers } = await session.call('readers.list', {});
        const simulated = readers.find(({ id }) => id === reader)?.simulated ?? false;
        const compose = await composeOf(session, { ...options, iccid: found, simulated });
        const iccid = await confirmCard({ iccid: found, what: 'Send' }, options);
        const sent = await session.call('ota.send', { reader, iccid, compose });
        return { json: sent, text: sentText(sent.packets), code: sentCode(sent.packets) };
      });
    });
}

/** The ICCID of the card in the reader. */
async function iccidIn(session: Session, reader: string): Promise<string> {
  const { contents } = await session.call('card.read', { reader, path: 'MF/2FE2' });
  const iccid = contents[0]?.value;
  if (typeof iccid === 'string') return iccid;
  throw new InputError('ota.no-iccid', 'The card does not tell its ICCID.', {
    hint: 'Use a card that can be told from others.',
    meaning: 'Nothing was sent to the card.',
  });
}

/** Of a script in which a command failed or was not reached, too. */
function sentCode(packets: readonly SentPacketDoc[]): number {
  const failed = packets.find(({ error }) => error !== undefined)?.error;
  if (failed !== undefined) return exitCodeOf(failed);
  const left = packets.some(
    ({ packet, proof }) => (proof?.executed ?? Number.POSITIVE_INFINITY) < (packet.script?.length ?? 0),
  );
  if (left) return exitCodes.card;
  const last = packets.flatMap(({ proof }) => proof?.responses?.at(-1)?.sw ?? []);
  return last.every((sw) => /^(9000|61..|91..|62..|63..)$/.test(sw)) ? exitCodes.done : exitCodes.card;
}

function addScript(ota: Command): void {
  addContentOptions(
    ota
      .command('script')
      .description('a remote APDU script from commands, or what is in one')
      .option('--decode <hex>', 'take this script apart')
      .option('--decode-response <hex>', 'take this answer to a script apart'),
  )
    .addHelpText(
      'after',
      `
Examples:
  cardwright ota script --format expanded-definite --apdu 00A4000C022F05 --apdu 00B0000002
  cardwright ota script --decode AA0B220700A4000C022F059900
  cardwright ota script --decode-response AB0780010123029000`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<
        GlobalOptions & ContentOptions & { decode?: string; decodeResponse?: string }
      >();
      return run(options, async (session) => {
        const script = await session.call('ota.script', scriptInput(options));
        return { json: script, text: scriptText(script) };
      });
    });
}

function scriptInput(options: ContentOptions & { decode?: string; decodeResponse?: string }) {
  const { decode, decodeResponse } = options;
  const commands = commandsOf(options);
  const given = [decode, decodeResponse].filter((each) => each !== undefined);
  if (given.length + (commands.length > 0 ? 1 : 0) !== 1)
    throw new InputError('ota.script-which', 'Say what to do, in one way.', {
      hint: 'Give commands with --apdu or --file, or a script with --decode or --decode-response.',
    });
  const [data] = given;
  if (data === undefined) return { direction: 'encode' as const, commands, format: formatOf(options.format) };
  return { direction: 'decode' as const, data, response: decodeResponse !== undefined };
}

/** Empty where a person sits at it. */
async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) return '';
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
