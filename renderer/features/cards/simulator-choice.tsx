import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeedDoc } from '../../../main/contract/station.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** The cards to begin with, where the engine has them; the others come on demand. */
const first = ['usim-prepersonalised', 'provisioned', 'usim-blank', 'faulty-onem2m'];
const rank = ({ name }: SeedDoc): number => (first.includes(name) ? first.indexOf(name) : first.length);

/** The software cards to choose from, and the button that starts the chosen one, for wherever the page has its button. */
export function useSimulatorChoice(
  look: 'primary' | 'secondary',
  onAdded?: (reader: string) => void,
): { readonly choice: ReactNode; readonly add: ReactNode } {
  const { t } = useTranslation();
  const station = useAnswer('station.get', {});
  const offered = station.data?.simulator === true;
  const seeds = useAnswer('simulator.seeds', {}, { enabled: offered });
  const add = useCall('simulator.add', ['readers.list']);
  const [seed, setSeed] = useState<string>();
  const [all, setAll] = useState(false);
  const sorted = (seeds.data ?? []).toSorted((a, b) => rank(a) - rank(b));
  const shown = all ? sorted : sorted.slice(0, first.length);
  if (!offered) return { choice: null, add: null };
  return {
    choice: (
      <>
        {add.error !== null && <ErrorBlock error={add.error} />}
        {seeds.isPending && <Skeleton lines={3} />}
        {seeds.error !== null && <ErrorBlock error={seeds.error} />}
        {seeds.data !== undefined && (
          <Choice
            label={t('cards.simulator.choose')}
            value={seed}
            onChange={setSeed}
            options={shown.map(({ name, title, description }) => ({
              value: name,
              label: title,
              help: description,
            }))}
          />
        )}
        {sorted.length > first.length && (
          <div>
            <Button look="quiet" small aria-expanded={all} onPress={() => setAll(!all)}>
              {all ? t('common.showFewer') : t('common.showAll', { count: sorted.length })}
            </Button>
          </div>
        )}
      </>
    ),
    add: (
      <Button
        look={look}
        isDisabled={seed === undefined}
        isPending={add.isPending}
        onPress={() =>
          seed !== undefined && add.mutate({ seed }, { onSuccess: ({ reader }) => onAdded?.(reader) })
        }
      >
        {t('cards.simulator.add')}
      </Button>
    ),
  };
}

/** What a software card is, above the choice of one. */
export function SimulatorPanel({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-label={t('cards.noReader.trySimulator')}>
      <div>
        <p className="eyebrow">{t('cards.noReader.tryIt')}</p>
        <h2>{t('cards.noReader.trySimulator')}</h2>
      </div>
      <p className="quiet">{t('cards.simulator.lead')}</p>
      {children}
    </section>
  );
}

/** Chooses the software card of a simulated reader and starts it. */
export function SimulatorChoice({ onAdded }: { readonly onAdded?: (reader: string) => void }) {
  const { choice, add } = useSimulatorChoice('secondary', onAdded);
  if (choice === null) return null;
  return (
    <SimulatorPanel>
      {choice}
      <div>{add}</div>
    </SimulatorPanel>
  );
}
