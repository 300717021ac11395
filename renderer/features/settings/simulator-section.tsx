import { useTranslation } from 'react-i18next';
import type { ReaderDoc } from '../../../main/contract/reader.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { CardStrip } from '../cards/card-strip.tsx';
import { SimulatorChoice } from '../cards/simulator-choice.tsx';
import { FaultForm } from './fault-form.tsx';
import { Section } from './section.tsx';

/** The simulated readers: add, insert, take out, let fail. */
export function SimulatorSection() {
  const { t } = useTranslation();
  const station = useAnswer('station.get', {});
  const readers = useAnswer('readers.list', {});
  const simulated = readers.data?.readers.filter((reader) => reader.simulated) ?? [];
  return (
    <Section title={t('settings.simulator.title')} lead={t('settings.simulator.lead')}>
      {station.data?.simulator === false && <p>{t('settings.simulator.unavailable')}</p>}
      {readers.error !== null && <ErrorBlock error={readers.error} />}
      {simulated.length === 0 && <p className="quiet">{t('settings.simulator.none')}</p>}
      {simulated.map((reader) => (
        <SimulatedReader key={reader.id} reader={reader} />
      ))}
      <SimulatorChoice />
    </Section>
  );
}

function SimulatedReader({ reader }: { readonly reader: ReaderDoc }) {
  const { t } = useTranslation();
  const insert = useCall('simulator.insert');
  const eject = useCall('simulator.eject');
  const remove = useCall('simulator.remove', ['readers.list']);
  const error = insert.error ?? eject.error ?? remove.error;
  const input = { reader: reader.id };
  return (
    <div className="stack-tight">
      <CardStrip reader={reader} />
      <div className="row">
        {reader.state === 'empty' ? (
          <Button small isPending={insert.isPending} onPress={() => insert.mutate(input)}>
            {t('settings.simulator.insert')}
          </Button>
        ) : (
          <Button small isPending={eject.isPending} onPress={() => eject.mutate(input)}>
            {t('settings.simulator.eject')}
          </Button>
        )}
        <Button small look="danger" isPending={remove.isPending} onPress={() => remove.mutate(input)}>
          {t('settings.simulator.remove')}
        </Button>
      </div>
      {error !== null && <ErrorBlock error={error} />}
      <Disclose label={t('settings.simulator.fault')}>
        <FaultForm reader={reader.id} />
      </Disclose>
    </div>
  );
}
