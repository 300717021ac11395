import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { applicationName } from './application-name.ts';

/** The readers whose card can be told from every other one. */
export function useIdentifiedCards() {
  const readers = useAnswer('readers.list', {});
  const cards = (readers.data?.readers ?? []).filter(({ state }) => state === 'card');
  return { readers, cards, usable: cards.filter(({ card }) => card?.iccid !== undefined) };
}

interface Props {
  readonly chosen: { readonly reader?: string | undefined; readonly iccid?: string | undefined };
  readonly onChoose: (reader: string, iccid: string) => void;
}

/** The cards that are in the readers, to choose one of them; none is chosen beforehand, even when there is only one. */
export function CardPicker({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { readers, cards, usable } = useIdentifiedCards();
  const selected = usable.find(({ id, card }) => id === chosen.reader && card?.iccid === chosen.iccid);
  return (
    <>
      {readers.isPending && <Skeleton />}
      {readers.error !== null && <ErrorBlock error={readers.error} />}
      {readers.data !== undefined && usable.length === 0 && (
        <Empty title={t('cards.pick.none')}>
          <p>{t('cards.pick.noneLead')}</p>
        </Empty>
      )}
      {usable.length > 0 && (
        <div className="big-options">
          <Choice
            label={t('cards.pick.label')}
            value={selected?.id}
            onChange={(reader) => {
              const card = usable.find(({ id }) => id === reader)?.card;
              if (card?.iccid !== undefined) onChoose(reader, card.iccid);
            }}
            options={usable.map((reader) => ({
              value: reader.id,
              label: (
                <span className="option-line">
                  <span className="option-number mono">{groupDigits(reader.card?.iccid ?? '')}</span>{' '}
                  {reader.simulated && <span className="chip chip-simulator">{t('common.simulator')}</span>}
                  {reader.busy ? (
                    <span className="quiet">{t('cards.state.busy')}</span>
                  ) : (
                    <Sign state={reader.health ?? 'unknown'}>
                      {t(`health.${reader.health ?? 'unknown'}`)}
                    </Sign>
                  )}
                </span>
              ),
              help: [reader.name, ...(reader.card?.applications ?? []).map(applicationName)].join(' · '),
            }))}
          />
        </div>
      )}
      {cards.length > usable.length && <p className="quiet">{t('cards.pick.noIccid')}</p>}
    </>
  );
}
