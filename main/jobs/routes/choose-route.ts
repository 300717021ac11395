import type { PlanDoc, RouteName, RouteOptionDoc } from '../../contract/plan.ts';
import { closedRoute, noSuchRoute, severalRoutes } from './errors.ts';

/** A plan on another of its routes: that one stands first from now on. */
export function onRoute(plan: PlanDoc, route: RouteName, keySet: string | undefined): PlanDoc {
  const { routes = [] } = plan;
  // A plan of a release without routes is on its only one.
  if (routes.length === 0 && route === plan.route && keySet === undefined) return plan;
  const chosen = routeNamed(routes, route, keySet);
  return { ...plan, ...routeIn([chosen, ...routes.filter((option) => option !== chosen)]) };
}

/** What a document says of its routes, the chosen one first. */
export function routeIn(routes: readonly RouteOptionDoc[]): Pick<PlanDoc, 'route' | 'keySet' | 'routes'> {
  const [chosen] = routes;
  return {
    route: chosen?.route ?? 'plain',
    keySet: chosen?.keySet?.id,
    routes: [...routes],
  };
}

/** @throws InputError `route.unknown`, `route.unusable`, `route.several` */
function routeNamed(
  routes: readonly RouteOptionDoc[],
  route: RouteName,
  keySet: string | undefined,
): RouteOptionDoc {
  const named = routes.filter(
    (option) => option.route === route && (keySet === undefined || option.keySet?.id === keySet),
  );
  if (named.length === 0) throw noSuchRoute(route, keySet !== undefined);
  const usable = named.filter((option) => option.usable);
  const [only, ...others] = usable;
  if (only === undefined) throw closedRoute(route, named[0]?.problem);
  if (others.length > 0)
    throw severalRoutes(
      route,
      usable.map((option) => option.keySet?.name ?? ''),
    );
  return only;
}
