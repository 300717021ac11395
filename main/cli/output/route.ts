import type { PlanDoc, RouteName, RouteOptionDoc } from '../../contract/plan.ts';
import { paint, table } from './print.ts';

const names: Readonly<Record<RouteName, string>> = {
  plain: 'plain commands',
  scp80: 'SCP80',
  scp02: 'SCP02',
  scp03: 'SCP03',
};

/** `SCP03 with “SCP03 48”`. */
export function routeText(route: string, keySet: string | undefined): string {
  const name = isRoute(route) ? names[route] : route;
  return keySet === undefined ? name : `${name} with “${keySet}”`;
}

const isRoute = (route: string): route is RouteName => Object.hasOwn(names, route);

function sizeText({ envelopes, bytes }: RouteOptionDoc): string {
  if (envelopes === undefined) return '';
  return `${envelopes} ${envelopes === 1 ? 'ENVELOPE' : 'ENVELOPEs'}, ${bytes ?? 0} bytes`;
}

const needsText = ({ needs }: RouteOptionDoc): string =>
  needs.length === 0 ? '' : `needs ${needs.join(', ')}`;

/** The chosen route and why. */
export function chosenRouteText({ routes, route }: PlanDoc): string {
  const [chosen] = routes ?? [];
  if (chosen === undefined) return routeText(route, undefined);
  const size = sizeText(chosen);
  return `${routeText(chosen.route, chosen.keySet?.name)}: ${chosen.why}${size === '' ? '' : ` ${size}.`}`;
}

/** The other routes, with what speaks against each. */
export function otherRoutesText({ routes = [] }: PlanDoc): string | undefined {
  const others = routes.slice(1);
  if (others.length === 0) return undefined;
  const rows = others.map((option) => [
    option.usable ? paint('green', '✓') : paint('red', '✗'),
    routeText(option.route, option.keySet?.name),
    option.usable
      ? [needsText(option), sizeText(option)].filter(Boolean).join(', ')
      : `${option.problem?.what ?? option.why} ${paint('dim', option.problem?.hint ?? '')}`,
  ]);
  return `Other routes\n${table(rows, '  ')}`;
}
