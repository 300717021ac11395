import { type Command, Option } from 'commander';
import { InputError } from '../../base/error.ts';
import { type PlanDoc, routeName } from '../../contract/plan.ts';
import type { Session } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';

export type RouteOptions = VaultOptions & {
  readonly route?: PlanDoc['route'];
  /** Name or id. */
  readonly keySet?: string;
};

/** The options of the commands that make or apply a plan. */
export function addRouteOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--route <route>',
        'how the writing commands reach the card; without it the best one',
      ).choices(routeName.options),
    )
    .option('--key-set <name>', 'key set of the route, where the card has several')
    .option('--passphrase-file <file>', 'file with the passphrase of the vault');
}

/** Which key sets a card has is found out with their keys: opens the vault where a route is wanted, or the passphrase is there anyway. */
export async function openVaultForRoutes(session: Session, options: RouteOptions): Promise<void> {
  const wanted = options.route !== undefined && options.route !== 'plain';
  const given = options.passphraseFile !== undefined || (process.env['CARDWRIGHT_PASSPHRASE'] ?? '') !== '';
  if (!wanted && !given) return;
  const { vault } = await session.call('station.get', {});
  // A vault that was never set up holds no keys: there is nothing to open it for.
  if (vault === 'locked') await openVault(session, options, true);
}

/** The plan on the route that is named; a route that was not named stays. */
export async function onNamedRoute(session: Session, plan: PlanDoc, options: RouteOptions): Promise<PlanDoc> {
  const { keySet, route = routeOf(plan, keySet) } = options;
  if (route === undefined || plan.state !== 'ready') return plan;
  return session.call('plan.route', {
    plan: plan.id,
    route,
    ...(keySet === undefined ? {} : { keySet: keySetOf(plan, keySet).id }),
  });
}

function routeOf(plan: PlanDoc, keySet: string | undefined): PlanDoc['route'] | undefined {
  return keySet === undefined ? undefined : keySetOf(plan, keySet).route;
}

/** @throws InputError `route.key-set` */
function keySetOf(
  { routes = [] }: PlanDoc,
  wanted: string,
): { readonly id: string; readonly route: PlanDoc['route'] } {
  const lower = wanted.toLowerCase();
  for (const { route, keySet } of routes)
    if (keySet !== undefined && (keySet.id === wanted || keySet.name.toLowerCase() === lower))
      return { id: keySet.id, route };
  const names = routes.flatMap(({ keySet }) => keySet?.name ?? []);
  throw new InputError('route.key-set', 'This card has no key set of that name.', {
    meaning: 'The card was only read.',
    hint:
      names.length === 0
        ? 'Import its keys first: cardwright keys import.'
        : `There are: ${names.join(', ')}.`,
  });
}
