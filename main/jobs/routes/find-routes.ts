import type { PlanDoc, RouteOptionDoc } from '../../contract/plan.ts';
import type { Inventory } from '../../procedures/inventory/types.ts';
import type { Plan } from '../../procedures/plan/types.ts';
import type { Store } from '../../store/store.ts';
import { CardKeys } from '../card-keys.ts';
import { keyedCard } from '../custody/keyed-card.ts';
import type { JobDeps } from '../deps.ts';
import type { JobCard } from '../job-card.ts';
import { announcesDownload } from './data-download.ts';
import { surveyOverTheAir } from './over-the-air.ts';
import { surveyPlain } from './plain.ts';
import { surveySecure } from './secure.ts';
import { inOrderOfChoice, type RouteQuestion, type SurveyedRoute } from './survey.ts';

/**
 * All routes of a plan to its card, the one to choose first. The card is asked about key sets that the station has for it, and only then;
 * nothing is presented or authenticated, and nothing written.
 * @param openPlans of this card
 * @throws the link's error, CancelledError
 */
export async function findRoutes(
  { custody, vault, store }: JobDeps,
  { session, simulated }: JobCard,
  plan: Plan,
  inventory: Inventory,
  openPlans: readonly PlanDoc[],
): Promise<readonly RouteOptionDoc[]> {
  const question: RouteQuestion = {
    plan,
    inventory,
    stored: new CardKeys(vault, plan.iccid, simulated).names(),
    vaultOpen: (await vault.state()) === 'open',
    failed: failedWays(store, openPlans),
  };
  const card = await keyedCard(custody, session, { iccid: plan.iccid, simulated });
  const routes: SurveyedRoute[] = [surveyPlain(question)];
  for (const set of custody.gpKeySets(card)) routes.push(await surveySecure(custody, session, set, question));
  const otaSets = custody.otaKeySets(card);
  if (otaSets.length > 0) {
    const download = await announcesDownload(session, inventory);
    routes.push(...otaSets.map((set) => surveyOverTheAir(set, question, download)));
  }
  return inOrderOfChoice(routes);
}

/** What the card says where a way does not lead to its files, or not with these keys: trying it again would end the same. */
const lastingProblems: ReadonlySet<string> = new Set([
  'access.denied',
  'access.secure-channel',
  'channel.ended',
  'ota.checksum-refused',
  'ota.ciphering-refused',
  'ota.no-proof',
  'ota.security-level',
  'ota.tar-unknown',
  'scp80.response-forged',
]);

function failedWays({ steps }: Store, openPlans: readonly PlanDoc[]): ReadonlySet<string> {
  const failed = openPlans.filter(({ id }) =>
    steps.ofPlan(id).some(({ error }) => error !== null && lastingProblems.has(error.code)),
  );
  return new Set(failed.flatMap(({ keySet }) => keySet ?? []));
}
