import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReaderDoc } from '../../../main/contract/reader.ts';
import { groupDigits } from '../../i18n/format.ts';
import { translateError } from '../../i18n/translate-error.ts';
import { ContactPads } from '../../ui/icon.tsx';
import { Sign } from '../../ui/sign.tsx';
import { applicationName } from './application-name.ts';
import { Subscriber } from './subscriber.tsx';
import './card-strip.css';

interface Props {
  readonly reader: ReaderDoc;
  /** The reader has been unplugged; it stays until the pointer is elsewhere. */
  readonly gone?: boolean;
  readonly action?: ReactNode;
  readonly hero?: boolean;
  /** Where back leads, before the name of the reader. */
  readonly back?: ReactNode;
}

/** One reader and the card in it. Every state has the same height, so that nothing moves when a card comes. */
export function CardStrip({ reader, gone = false, action, hero = false, back }: Props) {
  const { t } = useTranslation();
  const state = gone ? 'gone' : reader.state;
  const Title = hero ? 'h1' : 'h2';
  return (
    <article className="strip" data-state={state} data-hero={hero || undefined}>
      <ContactPads
        state={state === 'card' ? 'card' : state === 'mute' || state === 'held' ? 'mute' : 'empty'}
      />
      <div className="strip-main">
        <div className="strip-reader">
          {back}
          <span>{reader.name}</span>
          {reader.simulated && <span className="chip chip-simulator">{t('common.simulator')}</span>}
        </div>
        {state === 'card' ? (
          <CardLines reader={reader} Title={Title} />
        ) : (
          <StateLines reader={reader} state={state} Title={Title} />
        )}
      </div>
      <div className="strip-side">
        {state === 'card' &&
          (reader.busy ? (
            <span className="strip-busy">{t('cards.state.busy')}</span>
          ) : (
            <Sign state={reader.health ?? 'unknown'}>{t(`health.${reader.health ?? 'unknown'}`)}</Sign>
          ))}
        {action}
      </div>
    </article>
  );
}

type TitleTag = 'h1' | 'h2';

function CardLines({ reader, Title }: { readonly reader: ReaderDoc; readonly Title: TitleTag }) {
  const { t, i18n } = useTranslation();
  const { card } = reader;
  if (card?.iccid === undefined && reader.problem !== undefined) {
    const { what, hint } = translateError(reader.problem, i18n.language);
    return (
      <>
        <Title className="strip-state" tabIndex={-1}>
          <Sign state="attention">{what}</Sign>
        </Title>
        <p className="strip-todo">{hint}</p>
      </>
    );
  }
  if (card === undefined)
    return (
      <Title className="strip-state" tabIndex={-1}>
        {t('cards.looking')}
      </Title>
    );
  return (
    <>
      <Title className="strip-iccid mono" tabIndex={-1}>
        {card.iccid === undefined ? t('cards.iccidUnknown') : groupDigits(card.iccid)}
      </Title>
      <div className="strip-facts">
        {card.imsi !== undefined && <Subscriber imsi={card.imsi} iccid={card.iccid} />}
        {card.applications.map((application) => (
          <span key={application.aid} className="chip">
            {applicationName(application)}
          </span>
        ))}
        {card.applications.length === 0 && <span className="quiet small">{t('cards.noApplications')}</span>}
      </div>
    </>
  );
}

interface StateLinesProps {
  readonly reader: ReaderDoc;
  readonly state: Exclude<ReaderDoc['state'], 'card'> | 'gone';
  readonly Title: TitleTag;
}

function StateLines({ reader, state, Title }: StateLinesProps) {
  const { t, i18n } = useTranslation();
  const todo =
    reader.problem === undefined || state === 'gone'
      ? t(`cards.todo.${state}`)
      : translateError(reader.problem, i18n.language).hint;
  return (
    <>
      <Title className="strip-state" tabIndex={-1}>
        {state === 'empty' || state === 'gone' ? (
          t(`cards.state.${state}`)
        ) : (
          <Sign state={state === 'held' ? 'attention' : 'fault'}>{t(`cards.state.${state}`)}</Sign>
        )}
      </Title>
      <p className="strip-todo">{todo}</p>
    </>
  );
}
