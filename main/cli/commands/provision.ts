import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import { type KeyNeedDoc, keysToPresent, type PlanDoc } from '../../contract/plan.ts';
import type { ReceiptDoc } from '../../contract/receipt.ts';
import { confirmCard } from '../confirm.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import { planText, verificationText } from '../output/plan.ts';
import { note } from '../output/print.ts';
import { receiptText } from '../output/receipt.ts';
import { chooseReader } from '../reader-choice.ts';
import { type Outcome, run } from '../run.ts';
import { askSecret, keyFilesOf, keyInputOf, keyVariable } from '../secrets.ts';
import type { GlobalOptions, Session } from '../session.ts';
import { openVault } from '../vault.ts';
import { addDesiredOptions, type DesiredOptions, desiredOf } from './desired.ts';
import { addRouteOptions, onNamedRoute, openVaultForRoutes, type RouteOptions } from './plan-route.ts';

type ReaderOptions = GlobalOptions & { reader?: string };
type ApplyOptions = ReaderOptions &
  RouteOptions &
  Partial<DesiredOptions> & {
    keyFile?: readonly string[];
    iccid?: string;
    yes?: boolean;
    lastTry?: readonly string[];
    remember?: boolean;
  };

const readerOption = ['-r, --reader <name>', 'name of the reader, or a part of it that fits one'] as const;

/** The options of the two commands that write. */
function addWriteOptions(command: Command): Command {
  return addRouteOptions(command)
    .option('--key-file <name=file...>', 'file that holds a key, for example ADM1=/media/key/adm1')
    .option('--iccid <digits>', 'ICCID of the card that is meant; needed with --yes')
    .option('--yes', 'write without asking')
    .option('--last-try <name...>', 'present this key although one try is left')
    .option('--remember', 'keep the keys in the vault after the card has accepted them');
}

export function addProvision(program: Command): void {
  addRouteOptions(addDesiredOptions(program.command('plan')))
    .description('compare a card with a profile and show what would be written; writes nothing')
    .option(...readerOption)
    .addHelpText(
      'after',
      '\nExamples:\n  cardwright plan -p access-network --set subscription-id=sub-0001 --set service-provider-id=//sp.example.com' +
        '\n  cardwright plan -p access-network --values order.yaml --route scp03',
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ReaderOptions & RouteOptions & DesiredOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        await openVaultForRoutes(session, options);
        const made = await session.call('plan.make', await desiredOf(session, reader, options));
        const plan = await onNamedRoute(session, made, options);
        return { json: plan, text: planText(plan), code: planCode(plan) };
      });
    });

  addWriteOptions(
    program
      .command('apply')
      .description('write a plan to its card, read it back and leave a receipt')
      .argument('[plan]', 'id of a plan; without it one is made from --profile and values')
      .option('-p, --profile <name>', 'profile, as name or name@version')
      .option('--set <name=value...>', 'value of a variable; repeat a name for a list')
      .option('--values <file>', 'YAML or JSON file with values')
      .option('--csv <file>', 'CSV file; the row with this card’s ICCID is taken')
      .option('--target <path>', 'directory to provision, when the card has several')
      .option(...readerOption),
  )
    .addHelpText(
      'after',
      `
Keys come from --key-file, from CARDWRIGHT_<NAME> in the environment (CARDWRIGHT_ADM1), from the vault, or from a prompt.

Examples:
  cardwright apply 5b0c… --key-file ADM1=adm1.txt
  cardwright apply -r Gemalto -p access-network --values order.yaml
  cardwright apply 5b0c… --route scp80 --key-set "OTA 2"`,
    )
    .action((id: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<ApplyOptions>();
      return run(options, async (session) =>
        applyPlan(session, await planFor(session, id, options), options),
      );
    });

  addWriteOptions(
    program
      .command('wipe')
      .description('write the oneM2M files back to their pre-personalised values')
      .option('--target <path>', 'directory to wipe, when the card has several')
      .option(...readerOption),
  )
    .addHelpText('after', '\nExample:\n  cardwright wipe -r Gemalto --key-file ADM1=adm1.txt')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ApplyOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'write');
        const target = options.target === undefined ? {} : { target: options.target };
        await openVaultForRoutes(session, options);
        return applyPlan(session, await session.call('plan.wipe', { reader, ...target }), options);
      });
    });

  addDesiredOptions(program.command('verify'))
    .description('read the card back and compare it with a profile; exit code 6 when it differs')
    .option(...readerOption)
    .addHelpText('after', '\nExample:\n  cardwright verify -p access-network --values order.yaml')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ReaderOptions & DesiredOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        const result = await session.call('card.verify', await desiredOf(session, reader, options));
        return {
          json: result,
          text: verificationText(result),
          code: result.verified ? exitCodes.done : exitCodes.mismatch,
        };
      });
    });
}

async function planFor(session: Session, id: string | undefined, options: ApplyOptions): Promise<PlanDoc> {
  if (id !== undefined) return inReader(await session.call('plan.get', { plan: id }), options.reader);
  if (options.profile === undefined)
    throw new InputError('plan.which', 'Say which plan to apply.', {
      hint: 'Give the id that “cardwright plan” printed, or --profile with values.',
    });
  const reader = await chooseReader(session, options.reader, 'write');
  await openVaultForRoutes(session, options);
  return session.call(
    'plan.make',
    await desiredOf(session, reader, { ...options, profile: options.profile }),
  );
}

/** A plan goes to the reader it was made on; naming another one is a mistake worth stopping at. */
function inReader(plan: PlanDoc, named: string | undefined): PlanDoc {
  if (named === undefined || plan.reader.toLowerCase().includes(named.toLowerCase())) return plan;
  throw new InputError('plan.other-reader', `This plan was made on “${plan.reader}”.`, {
    meaning: 'Nothing was written.',
    hint: 'Leave --reader out, or make the plan again on the reader that is meant.',
  });
}

async function applyPlan(session: Session, made: PlanDoc, options: ApplyOptions): Promise<Outcome> {
  const plan = await onNamedRoute(session, made, options);
  if (plan.state === 'nothing-to-do') return { json: plan, text: planText(plan) };
  if (plan.blockers.length > 0) return { json: plan, text: planText(plan), code: planCode(plan) };
  if (options.json !== true) note(planText(plan));
  const needed = keysToPresent(plan);
  const files = keyFilesOf(
    options.keyFile ?? [],
    needed.map(({ name }) => name),
  );
  const stored = plan.route !== 'plain' || needed.some((key) => key.stored);
  await openVault(session, options, stored || options.remember === true);
  const what = `Write ${plan.steps.length} changes`;
  const iccid = await confirmCard({ iccid: plan.iccid, what }, options);
  const receipt = await session.call('plan.apply', {
    plan: plan.id,
    iccid,
    keys: await collectKeys(needed, files),
    ...(options.lastTry === undefined ? {} : { lastTry: [...options.lastTry] }),
    ...(options.remember === true ? { remember: true } : {}),
  });
  return { json: receipt, text: receiptText(receipt), code: receiptCode(receipt) };
}

/** Keys by file, environment or prompt; one that the station holds is not asked for. */
async function collectKeys(needed: readonly KeyNeedDoc[], files: ReadonlyMap<string, string>) {
  const keys: Record<string, ReturnType<typeof keyInputOf>> = {};
  for (const { name, stored } of needed) {
    const variable = keyVariable(name);
    const given = files.has(name) || (process.env[variable] ?? '') !== '';
    if (stored && !given) continue;
    keys[name] = keyInputOf(await askSecret({ name, file: files.get(name), variable }));
  }
  return keys;
}

function planCode(plan: PlanDoc): number {
  const [blocker] = plan.blockers;
  return blocker === undefined ? exitCodes.done : exitCodeOf(blocker);
}

function receiptCode(receipt: ReceiptDoc): number {
  if (receipt.result === 'verified') return exitCodes.done;
  return receipt.error === undefined ? exitCodes.mismatch : exitCodeOf(receipt.error);
}
