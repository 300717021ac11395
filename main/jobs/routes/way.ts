import { keyReference } from '../../card/access/key-reference.ts';
import type { PlanDoc } from '../../contract/plan.ts';
import { secureRoute } from '../../procedures/apply/secure-route.ts';
import { openSecureChannel } from '../../procedures/globalplatform/open-secure-channel.ts';
import type { OtaCounters } from '../../procedures/ota/channel.ts';
import { otaRoute } from '../../procedures/ota/ota-route.ts';
import type { BatchRoute, Plan, Route } from '../../procedures/plan/types.ts';
import type { CardSession } from '../../procedures/session.ts';
import { type GlobalPlatformKeySet, type KeyedCard, type OtaKeySet, overwrite } from '../custody/types.ts';
import type { JobDeps } from '../deps.ts';
import type { KeysOnRoute } from '../keys-to-present.ts';
import { channelOf } from './packets.ts';
import { channelSetting, levelFor } from './secure-channel.ts';

/** The chosen way of a plan to its card, about to be taken. */
export interface Way {
  /** What has to be presented; undefined where no key is presented at all. */
  readonly keys: KeysOnRoute | undefined;
  /** Absent for plain commands. Opened once, when the card is known to be the one of the plan; nothing else is tried instead. */
  readonly open?: (session: CardSession) => Promise<Route | BatchRoute>;
  /** A counter has been spent: the card may have accepted a packet. */
  readonly spent: () => boolean;
  /** Overwrites the keys. */
  readonly forget: () => void;
}

const nothing = (): void => undefined;

/**
 * @throws InputError `keys.no-such-set`, `keys.other-kind`; what stands against the key set now: StoreError `vault.locked`, InputError
 * `keys.gone`, `scp80.counter-exhausted`. The card was not touched.
 */
export function wayOf(deps: JobDeps, document: PlanDoc, plan: Plan, simulated: boolean): Way {
  const { route, keySet = '', iccid, routes } = document;
  const needs = routes?.[0]?.needs.map(keyReference) ?? plan.keys;
  if (route === 'plain')
    return { keys: { needs, authorises: new Set() }, spent: () => false, forget: nothing };
  const card = { iccid, simulated };
  if (route === 'scp80') return overTheAir(deps, card, usable(deps.custody.otaKeySet(keySet, card)));
  const set = usable(deps.custody.gpKeySet(keySet, card));
  return {
    keys: { needs, authorises: new Set(set.authorises.map(keyReference)) },
    open: (session) => openSecure(deps, session, set),
    spent: () => false,
    forget: nothing,
  };
}

function usable<S extends OtaKeySet | GlobalPlatformKeySet>(set: S): S {
  if (set.problem !== undefined) throw set.problem;
  return set;
}

/** The keys are gone as soon as those of the session are derived. */
async function openSecure(
  { custody }: JobDeps,
  session: CardSession,
  set: GlobalPlatformKeySet,
): Promise<Route> {
  const setting = await channelSetting(session, set);
  const keys = custody.openGp(set.id);
  try {
    const level = (told: number | undefined) => levelFor(setting, told);
    const channel = await openSecureChannel(session, { ...setting, keys, level });
    return secureRoute(channel, new Set(set.authorises.map(keyReference)));
  } finally {
    overwrite(keys);
  }
}

/** The keys stay until nothing more is sent: each packet needs them. */
function overTheAir(
  { custody, clock }: JobDeps,
  card: Pick<KeyedCard, 'iccid' | 'simulated'>,
  set: OtaKeySet,
): Way {
  const keys = custody.openOta(set.id);
  const stored = custody.counters(card);
  let spent = false;
  const counters: OtaCounters = {
    spend: (keySet) => {
      const counter = stored.spend(keySet);
      spent = true;
      return counter;
    },
    learn: (keySet, counter) => stored.learn(keySet, counter),
  };
  return {
    keys: undefined,
    open: (session) => Promise.resolve(otaRoute(session, channelOf(set, keys, counters, clock))),
    spent: () => spent,
    forget: () => overwrite(keys),
  };
}
