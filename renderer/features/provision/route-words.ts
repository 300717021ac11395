import { useTranslation } from 'react-i18next';
import type { RouteName, RouteOptionDoc } from '../../../main/contract/plan.ts';

const names = ['plain', 'scp80', 'scp02', 'scp03'] as const satisfies readonly RouteName[];

/** The name of a route, with that of its key set. */
export function useRouteName(): (route: string, keySet: string | undefined) => string {
  const { t } = useTranslation();
  return (route, keySet) => {
    const known = names.find((name) => name === route);
    const name = known === undefined ? route : t(`provision.route.name.${known}`);
    return keySet === undefined ? name : t('provision.route.withKeySet', { name, keySet });
  };
}

/** What a route asks for and sends, in a few words. */
export function useRouteFacts(): (option: RouteOptionDoc) => string {
  const { t } = useTranslation();
  return ({ needs, envelopes, bytes }) =>
    [
      ...(needs.length === 0 ? [] : [t('provision.route.needs', { keys: needs.join(', ') })]),
      ...(envelopes === undefined ? [] : [t('provision.route.envelopes', { count: envelopes, bytes })]),
    ].join(' · ');
}

/** Names a route among those of a plan. */
export const routeKey = ({ route, keySet }: Pick<RouteOptionDoc, 'route' | 'keySet'>): string =>
  keySet === undefined ? route : `${route} ${keySet.id}`;
