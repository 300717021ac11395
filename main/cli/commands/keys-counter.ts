import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import type { KeySetDoc } from '../../contract/keys.ts';
import { keySetText } from '../output/keys.ts';
import { run } from '../run.ts';
import type { GlobalOptions, Session } from '../session.ts';
import { findSet } from './find-key-set.ts';

/** `keys counter` */
export function addKeysCounter(keys: Command): void {
  keys
    .command('counter')
    .description('show the counter of an OTA key set for a card, or raise it; it can never be lowered')
    .argument('<set>', 'id or name')
    .requiredOption('--iccid <digits>', 'of the card with this ICCID')
    .option('--raise <number>', 'the last counter that is used up')
    .option('--simulated', 'the card is a simulated one, with counters of its own')
    .addHelpText(
      'after',
      '\nExample:\n  cardwright keys counter "OTA 2" --iccid 8988211000000430010 --raise 4711',
    )
    .action((wanted: string, _options, command: Command) => {
      const options = command.optsWithGlobals<
        GlobalOptions & { iccid: string; raise?: string; simulated?: boolean }
      >();
      return run(options, async (session) => {
        const found = await findSet(session, wanted, options);
        const set = options.raise === undefined ? found : await raise(session, found, options.raise, options);
        return { json: set, text: keySetText(set) };
      });
    });
}

function raise(
  session: Session,
  { id }: KeySetDoc,
  text: string,
  options: { readonly iccid: string; readonly simulated?: boolean },
): Promise<KeySetDoc> {
  if (!/^\d{1,13}$/.test(text))
    throw new InputError('keys.counter-malformed', 'The counter is not a number.', {
      hint: 'Write a decimal number, 0 to 1099511627775.',
      meaning: 'Nothing was changed.',
      clause: 'ETSI TS 102 225 5.1.4',
    });
  const { iccid, simulated: isSimulated = false } = options;
  return session.call('keys.raiseCounter', { set: id, iccid, simulated: isSimulated, counter: Number(text) });
}
