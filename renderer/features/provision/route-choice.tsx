import { useTranslation } from 'react-i18next';
import type { PlanDoc, RouteOptionDoc } from '../../../main/contract/plan.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { translateError } from '../../i18n/translate-error.ts';
import { Button } from '../../ui/button.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { Choice } from '../../ui/fields.tsx';
import { SignMark } from '../../ui/sign.tsx';
import { go } from '../frame/place.ts';
import { routeKey, useRouteFacts, useRouteName } from './route-words.ts';
import { useWizard, useWizardActor } from './wizard.tsx';
import './route-choice.css';

/** The way the plan takes to the card, and why; another one can be chosen among those that are open. */
export function RouteChoice({ plan }: { readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const nameOf = useRouteName();
  const factsOf = useRouteFacts();
  const [chosen, ...others] = plan.routes ?? [];
  if (chosen === undefined) return null;
  return (
    // Enter goes on with the plan, which may write: not while a route is being chosen.
    <section className="panel route" aria-label={t('provision.route.label')} data-own-enter>
      <p>
        <span className="eyebrow">{t('provision.route.label')}</span>{' '}
        <strong>{nameOf(chosen.route, chosen.keySet?.name)}</strong>
        <span className="route-why">
          {say(chosen.why)} {factsOf(chosen)}
        </span>
      </p>
      {others.length > 0 && (
        <Disclose label={t('provision.route.others', { count: others.length })}>
          <OtherRoutes routes={plan.routes ?? []} chosen={chosen} />
        </Disclose>
      )}
    </section>
  );
}

function OtherRoutes({
  routes,
  chosen,
}: {
  readonly routes: readonly RouteOptionDoc[];
  readonly chosen: RouteOptionDoc;
}) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const nameOf = useRouteName();
  const factsOf = useRouteFacts();
  const actor = useWizardActor();
  const isPending = useWizard((snapshot) => snapshot.matches({ plan: 'routing' }));
  const open = routes.filter(({ usable }) => usable);
  const choose = (key: string) => {
    const option = open.find((one) => routeKey(one) === key);
    if (option !== undefined) actor.send({ type: 'ROUTE', route: option.route, keySet: option.keySet?.id });
  };
  return (
    <div className="route-others">
      <Choice
        label={t('provision.route.choose')}
        value={routeKey(chosen)}
        isDisabled={isPending}
        onChange={choose}
        // In an order of their own: nothing moves under the pointer when another one is chosen.
        options={open.toSorted(byName).map((option) => ({
          value: routeKey(option),
          label: nameOf(option.route, option.keySet?.name),
          help: [say(option.why), factsOf(option)].filter(Boolean).join(' '),
        }))}
      />
      <ClosedRoutes routes={routes.filter(({ usable }) => !usable)} />
    </div>
  );
}

const order: readonly string[] = ['plain', 'scp03', 'scp02', 'scp80'];
const byName = (a: RouteOptionDoc, b: RouteOptionDoc): number =>
  order.indexOf(a.route) - order.indexOf(b.route) ||
  (a.keySet?.name ?? '').localeCompare(b.keySet?.name ?? '');

/** What cannot be taken, each with the reason and what would open it. */
function ClosedRoutes({ routes }: { readonly routes: readonly RouteOptionDoc[] }) {
  const { t, i18n } = useTranslation();
  const nameOf = useRouteName();
  if (routes.length === 0) return null;
  return (
    <div className="stack-tight">
      <p className="field-label">{t('provision.route.closed')}</p>
      <ul className="route-closed">
        {routes.map(({ route, keySet, problem }) => {
          const words = problem && translateError(problem, i18n.language);
          return (
            <li key={routeKey({ route, keySet })}>
              <SignMark state="fault" />
              <span>
                {nameOf(route, keySet?.name)}
                <span className="route-why">
                  {words?.what} {problem?.code === 'vault.locked' ? t('provision.route.locked') : words?.hint}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
      {routes.some(({ problem }) => problem?.code === 'vault.locked') && (
        // Not in place: Enter on this page goes on with the plan, and must never do so from a passphrase.
        <div>
          <Button onPress={() => go({ page: 'settings', tab: 'vault' })}>
            {t('provision.route.toVault')}
          </Button>
        </div>
      )}
    </div>
  );
}
