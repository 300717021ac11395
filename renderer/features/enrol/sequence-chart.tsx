import { useEffect, useRef } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SequenceMessageDoc } from '../../../main/contract/gba.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { formatDuration, maskSubscriber } from '../../i18n/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { scrollInPage } from '../../ui/scroll-in-page.ts';
import { Sign } from '../../ui/sign.tsx';
import { usePersonal } from '../cards/subscriber.tsx';
import './sequence-chart.css';

/** From left to right, so that the device is beside everyone it talks to. */
const lifelines = ['card', 'device', 'bsf', 'naf'] as const;

interface Props {
  readonly messages: readonly SequenceMessageDoc[];
  /** Of the card, whose identities are hidden until they have been asked for. */
  readonly iccid: string | undefined;
  /** More messages come: the newest is kept in sight, unless somebody points at one or has opened it. */
  readonly live?: boolean;
}

/** An IMPI that has an IMSI in it. */
const personal = /^(\d{6,})(@.*)?$/s;

/**
 * A message sequence that grows as it happens. The drawing is a list: each arrow is an item that can be opened, and reads as a sentence with
 * who, to whom, when and what.
 */
export function SequenceChart({ messages, iccid, live = false }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const count = messages.length;
  useEffect(() => {
    const isWatched = list.current?.matches(':hover, :focus-within') === true;
    if (live && count > 0 && !isWatched) scrollInPage(list.current?.lastElementChild, 'nearest');
  }, [live, count]);
  const start = messages[0]?.at ?? 0;
  return (
    <figure className="sequence" aria-label={t('enrol.sequence.title')}>
      <div className="sequence-heads" aria-hidden="true">
        <span />
        <div className="sequence-lanes">
          {lifelines.map((name) => (
            <span key={name} className="sequence-head">
              {t(`enrol.sequence.${name}`)}
            </span>
          ))}
        </div>
        <span />
      </div>
      <ol ref={list}>
        {messages.map((message) => (
          <Arrow key={message.index} message={message} start={start} iccid={iccid} />
        ))}
      </ol>
    </figure>
  );
}

interface ArrowProps {
  readonly message: SequenceMessageDoc;
  /** When the first one was sent. */
  readonly start: number;
  readonly iccid: string | undefined;
}

function Arrow({ message, start, iccid }: ArrowProps) {
  const { t, i18n } = useTranslation();
  const say = useEngineWords();
  const [shown] = usePersonal(iccid);
  const { index, at, from, to, what, content, failed = false } = message;
  const toRight = lifelines.indexOf(to) > lifelines.indexOf(from);
  const time = formatDuration(Math.max(0, at - start), i18n.language);
  return (
    <li data-failed={failed || undefined}>
      <Disclosure className="sequence-item">
        <Button slot="trigger" className="sequence-row">
          <span className="visually-hidden">
            {t('enrol.sequence.way', {
              number: index + 1,
              from: t(`enrol.sequence.${from}`),
              to: t(`enrol.sequence.${to}`),
              time,
            })}{' '}
          </span>
          <span className="sequence-time mono" aria-hidden="true">
            {time}
          </span>
          <span className="sequence-lanes">
            <span
              className="sequence-arrow"
              data-from={from}
              data-to={to}
              data-direction={toRight ? 'right' : 'left'}
            >
              <span className="sequence-what">
                {failed ? <Sign state="fault">{say(what)}</Sign> : say(what)}
              </span>
              <span className="sequence-line" aria-hidden="true" />
            </span>
          </span>
          <Icon name="chevron" />
        </Button>
        <DisclosurePanel className="sequence-content">
          {content.length === 0 ? (
            <p className="quiet small">{t('enrol.sequence.empty')}</p>
          ) : (
            <dl>
              {content.map(({ name, value }) => (
                <div key={name}>
                  <dt>{say(name)}</dt>
                  <dd className="mono">{shown ? say(value) : masked(say(value))}</dd>
                </div>
              ))}
            </dl>
          )}
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

const masked = (value: string): string =>
  value.replace(personal, (_, digits: string, realm = '') => `${maskSubscriber(digits)}${realm}`);
