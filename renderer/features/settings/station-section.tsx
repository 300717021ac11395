import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationDoc } from '../../../main/contract/station.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Section } from './section.tsx';

/** The names that stand on every receipt. */
export function StationSection() {
  const { t } = useTranslation();
  const { data, error } = useAnswer('station.get', {});
  return (
    <Section title={t('settings.station.title')} lead={t('settings.station.lead')}>
      {error !== null && <ErrorBlock error={error} />}
      {data === undefined ? error === null && <Skeleton /> : <Names doc={data} />}
    </Section>
  );
}

function Names({ doc }: { readonly doc: StationDoc }) {
  const { t } = useTranslation();
  const [station, setStation] = useState(doc.station);
  const [operator, setOperator] = useState(doc.operator);
  const set = useCall('station.set', ['station.get']);
  const same = station === doc.station && operator === doc.operator;
  return (
    <form
      className="setting-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (!same) set.mutate({ station, operator });
      }}
    >
      <Field
        label={t('settings.station.station')}
        help={t('settings.station.stationHelp')}
        value={station}
        onChange={setStation}
        maxLength={80}
      />
      <Field
        label={t('settings.station.operator')}
        help={t('settings.station.operatorHelp')}
        value={operator}
        onChange={setOperator}
        maxLength={80}
      />
      {set.error !== null && <ErrorBlock error={set.error} />}
      <div className="row">
        <Button type="submit" look="primary" isDisabled={same} isPending={set.isPending}>
          {t('common.save')}
        </Button>
        {set.isSuccess && same && (
          <output>
            <Sign state="good">{t('common.saved')}</Sign>
          </output>
        )}
      </div>
    </form>
  );
}
