import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeySetDoc } from '../../../main/contract/keys.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { translateError } from '../../i18n/translate-error.ts';
import { Button } from '../../ui/button.tsx';
import { Sign } from '../../ui/sign.tsx';
import { ForgetKeySet } from './forget-key-set.tsx';
import { KeyCheck } from './key-check.tsx';
import { type OwnedKeys, readersOf } from './key-owners.ts';
import { RaiseCounter } from './raise-counter.tsx';
import '../../ui/table.css';

type Action = 'check' | 'raise' | 'forget';

/** What is stored for one card, or for all cards of an IIN. */
export function KeyOwner({ owner, usable }: { readonly owner: OwnedKeys; readonly usable: boolean }) {
  const { t } = useTranslation();
  const title = useId();
  const readers = useAnswer('readers.list', {});
  const [chosen, setChosen] = useState<{ readonly action: Action; readonly set: KeySetDoc }>();
  const { by, value, sets, names } = owner;
  const inReaders = readersOf(owner, readers.data?.readers ?? []);
  const close = () => setChosen(undefined);
  return (
    <section className="panel stack" aria-labelledby={title}>
      <div className="row spread">
        <h2 id={title} className="key-owner">
          {t(`credentials.keys.owner.${by}`)} <span className="mono">{groupDigits(value)}</span>
        </h2>
        {inReaders.length > 0 && (
          <span className="quiet small">
            {t('credentials.keys.inReader', { reader: inReaders.map(({ name }) => name).join(', ') })}
          </span>
        )}
      </div>
      {names.length > 0 && (
        <p className="row">
          <span className="quiet">{t('credentials.keys.single')}</span>
          {names.map((name) => (
            <span key={name} className="chip">
              {name}
            </span>
          ))}
        </p>
      )}
      {sets.length > 0 && (
        <div className="key-sets">
          <table className="table" aria-label={t('credentials.keys.table', { owner: groupDigits(value) })}>
            <thead>
              <tr>
                <th scope="col">{t('credentials.keys.set')}</th>
                <th scope="col">{t('credentials.keys.keys')}</th>
                <th scope="col">{t('credentials.keys.use')}</th>
                <th scope="col">{t('credentials.keys.counter')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('credentials.gateways.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {sets.map((set) => (
                <SetRow
                  key={set.id}
                  set={set}
                  usable={usable}
                  onAction={(action) => setChosen({ action, set })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {chosen?.action === 'check' && <KeyCheck set={chosen.set} onClose={close} />}
      {chosen?.action === 'raise' && <RaiseCounter set={chosen.set} onClose={close} />}
      {chosen?.action === 'forget' && <ForgetKeySet set={chosen.set} onClose={close} />}
    </section>
  );
}

interface RowProps {
  readonly set: KeySetDoc;
  readonly usable: boolean;
  readonly onAction: (action: Action) => void;
}

function SetRow({ set, usable, onAction }: RowProps) {
  const { t, i18n } = useTranslation();
  const { name, kind, algorithm, diversification, keys, authorises, protocol, option, ota, counter } = set;
  const problem = set.problem === undefined ? undefined : translateError(set.problem, i18n.language);
  const actions: readonly Action[] = kind === 'ota' ? ['check', 'raise', 'forget'] : ['check', 'forget'];
  const details = [
    kind === 'ota' ? t('credentials.keys.kind.ota') : (protocol ?? '').toUpperCase(),
    ...(option === undefined ? [] : [t('credentials.keys.option', { option: option.toUpperCase() })]),
    ...(set.domain === undefined ? [] : [t('credentials.keys.domain', { aid: set.domain.toUpperCase() })]),
    ...(ota?.spi === undefined ? [] : [t('credentials.keys.spi', { spi: ota.spi.toUpperCase() })]),
  ].join(' · ');
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="credential-more small">{details}</span>
        {problem !== undefined && (
          <>
            <Sign state="attention">{t('credentials.keys.problem')}</Sign>
            <span className="small credential-more">{`${problem.what} ${problem.hint}`}</span>
          </>
        )}
      </th>
      <td>
        {keys.join(', ')}
        <span className="credential-more small">
          {t(`credentials.keys.algorithm.${algorithm}`)}
          {diversification !== 'none' &&
            ` · ${t('credentials.keys.diversified', { method: diversification.toUpperCase() })}`}
        </span>
      </td>
      <td>
        {authorises.length === 0
          ? t('credentials.keys.noAuthority')
          : t('credentials.keys.authority', { keys: authorises.join(', ') })}
        {ota !== undefined && (
          <span className="credential-more small mono">
            {ota.applications.map(({ tar }) => tar.toUpperCase()).join(' ')}
          </span>
        )}
      </td>
      <td className="nowrap">
        {kind === 'ota' ? (counter ?? t('credentials.keys.counterNone')).toLocaleString(i18n.language) : '–'}
      </td>
      <td>
        <div className="credential-actions">
          {actions.map((action) => (
            <Button
              key={action}
              look="quiet"
              small
              isDisabled={!usable && action === 'check'}
              aria-label={`${t(`credentials.keys.action.${action}`)}: ${name}`}
              onPress={() => onAction(action)}
            >
              {t(`credentials.keys.action.${action}`)}
            </Button>
          ))}
        </div>
      </td>
    </tr>
  );
}
