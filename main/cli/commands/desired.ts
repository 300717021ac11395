import type { Command } from 'commander';
import type { Session } from '../session.ts';
import { collectValues, type ValueOptions } from '../values.ts';

export type DesiredOptions = ValueOptions & { profile: string; target?: string };

/** The options by which plan, apply and verify are told what the card shall be. */
export function addDesiredOptions(command: Command): Command {
  return command
    .requiredOption('-p, --profile <name>', 'profile, as name or name@version')
    .option('--set <name=value...>', 'value of a variable; repeat a name for a list')
    .option('--values <file>', 'YAML or JSON file with values')
    .option('--csv <file>', 'CSV file; the row with this card’s ICCID is taken')
    .option('--target <path>', 'directory to provision, when the card has several');
}

export async function desiredOf(session: Session, reader: string, options: DesiredOptions) {
  const iccid = async (): Promise<string | undefined> =>
    (await session.call('card.report', { reader, scope: 'onem2m' })).card.iccid;
  return {
    reader,
    profile: options.profile,
    values: await collectValues(session, options.profile, options, iccid),
    ...(options.target === undefined ? {} : { target: options.target }),
  };
}
