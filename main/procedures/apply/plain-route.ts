import type { Route } from '../plan/types.ts';
import type { CardSession } from '../session.ts';

/** The writing commands as they are, over the reader; the keys have been presented before. */
export function plainRoute(session: CardSession): Route {
  return { name: 'plain', send: (command) => session.run(command) };
}
