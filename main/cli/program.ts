import { Command } from 'commander';
import { addAka } from './commands/aka.ts';
import { addCard } from './commands/card.ts';
import { addCredential } from './commands/credential.ts';
import { addGba } from './commands/gba.ts';
import { addGp } from './commands/gp.ts';
import { addKey } from './commands/key.ts';
import { addKeys } from './commands/keys.ts';
import { addLab } from './commands/lab.ts';
import { addOta } from './commands/ota.ts';
import { addProfile } from './commands/profile.ts';
import { addProvision } from './commands/provision.ts';
import { addReaders } from './commands/readers.ts';
import { addReceipt } from './commands/receipt.ts';
import { addServe } from './commands/serve.ts';
import { addSimulator } from './commands/simulator.ts';
import { addTrace } from './commands/trace.ts';
import { exitCodeHelp } from './exit-code.ts';
import { version } from './session.ts';

/** The whole command line. */
export function buildProgram(): Command {
  const program = new Command('cardwright')
    // Before the commands are made, which inherit it: the exit code of a wrong command line is ours.
    .exitOverride()
    .description('Puts oneM2M identities and keys into UICCs and gateways, and shows what is on them.')
    .version(version)
    .option('--json', 'print one JSON document on standard output, errors as {"error": …}')
    .option('--folder <path>', 'data folder (or CARDWRIGHT_HOME)')
    .option('--trace', 'print every exchange with the card on standard error, secrets redacted')
    .showHelpAfterError('Add --help to see how it is used.')
    .addHelpText('after', '\nExample:\n  cardwright card report\n' + exitCodeHelp);
  addReaders(program);
  addCard(program);
  addProfile(program);
  addProvision(program);
  addReceipt(program);
  addTrace(program);
  addKey(program);
  addKeys(program);
  addOta(program);
  addGp(program);
  addAka(program);
  addGba(program);
  addCredential(program);
  addSimulator(program);
  addLab(program);
  addServe(program);
  return program;
}
