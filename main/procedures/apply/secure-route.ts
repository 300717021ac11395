import type { SecureSession } from '../globalplatform/secure-session.ts';
import type { Route } from '../plan/types.ts';

/**
 * The writing commands of a plan over an open secure channel. Cards that let their issuer write so need no ADM besides.
 * @param authorises key references for which the card takes the issuer's C-MAC instead: they are not presented
 */
export function secureRoute(channel: SecureSession, authorises: ReadonlySet<number> = new Set()): Route {
  return {
    name: channel.protocol,
    authorises,
    mostData: channel.mostData,
    send: (command) => channel.run(command),
  };
}
