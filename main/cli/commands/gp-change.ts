import type { Command } from 'commander';
import type { GpChangeInput, GpPlanDoc, GpResultDoc } from '../../contract/globalplatform.ts';
import { confirmCard } from '../confirm.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import { gpPlanText, gpResultText } from '../output/gp.ts';
import { note } from '../output/print.ts';
import { chooseReader } from '../reader-choice.ts';
import { type Outcome, run } from '../run.ts';
import type { Session } from '../session.ts';
import { openVault } from '../vault.ts';
import { addChannelOptions, channelKeysOf, domainInput, type GpOptions } from './gp-keys.ts';

export type ChangeOptions = GpOptions & {
  readonly planOnly?: boolean;
  readonly yes?: boolean;
  readonly iccid?: string;
};

/** The options of commands that change the card; they show what would change before they ask. */
export function addChangeOptions(command: Command): Command {
  return addChannelOptions(command)
    .option('--plan-only', 'show what would change, and change nothing')
    .option('--iccid <digits>', 'ICCID of the card that is meant; needed with --yes')
    .option('--yes', 'change it without asking');
}

/** Plans the change, shows it, asks, makes it and reads back. @param needsVault new keys are kept in it */
export function change(
  options: ChangeOptions,
  changeOf: () => Promise<GpChangeInput> | GpChangeInput,
  needsVault = false,
): Promise<void> {
  return run(options, async (session) => {
    const reader = await chooseReader(session, options.reader, options.planOnly === true ? 'read' : 'write');
    const wanted = await changeOf();
    await openVault(session, options, needsVault);
    const keys = await channelKeysOf(session, reader, options);
    const input = { reader, keys, change: wanted, ...domainInput(options.domain) };
    const plan = await session.call('gp.plan', input);
    const [blocker] = plan.blockers;
    if (blocker !== undefined) return { json: plan, text: gpPlanText(plan), code: exitCodeOf(blocker) };
    if (options.planOnly === true) return { json: plan, text: gpPlanText(plan) };
    if (options.json !== true) note(gpPlanText(plan));
    return apply(session, plan, options);
  });
}

async function apply(session: Session, plan: GpPlanDoc, options: ChangeOptions): Promise<Outcome> {
  const iccid = await confirmCard({ iccid: plan.iccid, what: 'Make this change' }, options);
  const result = await session.call('gp.apply', { reader: plan.reader, plan: plan.id, iccid });
  return { json: result, text: gpResultText(result), code: codeOf(result) };
}

function codeOf({ result, error }: GpResultDoc): number {
  if (result === 'verified') return exitCodes.done;
  if (result === 'mismatch') return exitCodes.mismatch;
  return result === 'unknown' || error === undefined ? exitCodes.interrupted : exitCodeOf(error);
}
