import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Select } from '../../ui/select.tsx';
import './enrol.css';

type KnownFault = keyof Catalogue['enrol']['fault'];

/** What the lab's network does wrong, by its name; a name that is new here is shown as it is. */
export function useFaultWords(): (fault: string) => string {
  const { t } = useTranslation();
  const words = t('enrol.fault', { returnObjects: true }) as Readonly<Record<KnownFault, string>>;
  const isKnown = (fault: string): fault is KnownFault => Object.hasOwn(words, fault);
  return (fault) => (isKnown(fault) ? words[fault] : fault);
}

/** Lets the lab's network fail on purpose. */
export function LabFault() {
  const { t } = useTranslation();
  const say = useFaultWords();
  const lab = useAnswer('lab.network', {});
  const set = useCall('lab.network', ['lab.network']);
  if (lab.error !== null) return <ErrorBlock error={lab.error} />;
  if (lab.data === undefined) return null;
  const { fault, faults } = lab.data.network;
  return (
    <div className="enrol-fields">
      <Select
        label={t('enrol.operator.fault')}
        value={set.variables?.fault ?? fault}
        onChange={(next) => set.mutate({ running: true, fault: next })}
        options={faults.map((name) => ({ value: name, label: say(name) }))}
        isDisabled={set.isPending}
      />
      {set.error !== null && <ErrorBlock error={set.error} />}
    </div>
  );
}
