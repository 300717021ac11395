import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { KeyCheck } from './key-check.tsx';
import { KeyOwner } from './key-owner.tsx';
import { ownersOf } from './key-owners.ts';
import { StationKey } from './station-key.tsx';
import { VaultGate } from './vault-gate.tsx';
import './credentials.css';

/** Keys of cards in the custody of this station: names and states, never values. */
export function CardKeySets() {
  const { t } = useTranslation();
  const { data, error, isPending } = useAnswer('keys.list', {});
  const vault = useAnswer('station.get', {}).data?.vault;
  const [checking, setChecking] = useState(false);
  if (isPending) return <Skeleton lines={6} />;
  if (error !== null) return <ErrorBlock error={error} />;
  const owners = ownersOf(data.sets, data.cards);
  return (
    <>
      {owners.length > 0 && (
        <div className="row spread">
          <p className="quiet prose">{t('credentials.keys.lead')}</p>
          <Button isDisabled={vault !== 'open' || data.sets.length === 0} onPress={() => setChecking(true)}>
            {t('credentials.keys.checkAll')}
          </Button>
        </div>
      )}
      {owners.length === 0 && (
        <Empty title={t('credentials.keys.empty')}>
          <p>{t('credentials.keys.emptyLead')}</p>
          <p>{t('credentials.keys.emptyHow')}</p>
        </Empty>
      )}
      <VaultGate />
      {owners.map((owner) => (
        <KeyOwner key={owner.id} owner={owner} usable={vault === 'open'} />
      ))}
      {vault === 'open' && <StationKey />}
      {checking && <KeyCheck onClose={() => setChecking(false)} />}
    </>
  );
}
