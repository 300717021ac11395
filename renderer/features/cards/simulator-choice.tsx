import { useState } from 'react';
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

/** Chooses the software card of a simulated reader and starts it. */
export function SimulatorChoice({ onAdded }: { readonly onAdded?: (reader: string) => void }) {
  const { t } = useTranslation();
  const station = useAnswer('station.get', {});
  const seeds = useAnswer('simulator.seeds', {}, { enabled: station.data?.simulator === true });
  const add = useCall('simulator.add', ['readers.list']);
  const [seed, setSeed] = useState<string>();
  const [all, setAll] = useState(false);
  const sorted = (seeds.data ?? []).toSorted((a, b) => rank(a) - rank(b));
  const shown = all ? sorted : sorted.slice(0, first.length);
  if (station.data?.simulator === false) return null;
  return (
    <section className="panel stack" aria-label={t('cards.noReader.trySimulator')}>
      <div>
        <p className="eyebrow">{t('cards.noReader.tryIt')}</p>
        <h2>{t('cards.noReader.trySimulator')}</h2>
      </div>
      <p className="quiet">{t('cards.simulator.lead')}</p>
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
      {add.error !== null && <ErrorBlock error={add.error} />}
      <div>
        <Button
          isDisabled={seed === undefined}
          isPending={add.isPending}
          onPress={() =>
            seed !== undefined && add.mutate({ seed }, { onSuccess: ({ reader }) => onAdded?.(reader) })
          }
        >
          {t('cards.simulator.add')}
        </Button>
      </div>
    </section>
  );
}
