import { useTranslation } from 'react-i18next';
import type { GpItemDoc } from '../../../../main/contract/globalplatform.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { Button } from '../../../ui/button.tsx';
import { Sign, type SignState } from '../../../ui/sign.tsx';
import type { ChangeForm } from './gp-types.ts';
import '../../../ui/table.css';

const kinds = ['issuer-domain', 'domain', 'application', 'package'] as const;

interface Props {
  readonly items: readonly GpItemDoc[];
  /** Begins a change of one of them. */
  readonly onChange: (change: Partial<ChangeForm>) => void;
  /** Looks into another security domain. */
  readonly onEnter: (aid: string) => void;
}

/** Domains, applications, packages: what each is, what state it is in, what it may do, what can be done with it. */
export function ContentsTable({ items, onChange, onEnter }: Props) {
  const { t } = useTranslation();
  return (
    <div className="panel gp-contents">
      <table className="table">
        <caption className="visually-hidden">{t('bench.gp.contents.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('bench.gp.contents.what')}</th>
            <th scope="col">{t('bench.gp.contents.state')}</th>
            <th scope="col">{t('bench.gp.contents.privileges')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('bench.gp.contents.actions')}</span>
            </th>
          </tr>
        </thead>
        {kinds.map((kind) => {
          const some = items.filter((item) => item.kind === kind);
          if (some.length === 0) return null;
          return (
            <tbody key={kind}>
              {some.map((item) => (
                <ItemRow key={item.aid} item={item} onChange={onChange} onEnter={onEnter} />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

/** Bit 8 of the state of an application; the card itself has states of its own. */
const isLocked = ({ kind, lifeCycle }: GpItemDoc): boolean =>
  kind === 'issuer-domain'
    ? lifeCycle.code === '7f'
    : kind !== 'package' && (Number.parseInt(lifeCycle.code, 16) & 0x80) !== 0;

function signOf(item: GpItemDoc): SignState {
  if (item.kind === 'issuer-domain' && item.lifeCycle.code === 'ff') return 'fault';
  if (isLocked(item)) return 'attention';
  return item.lifeCycle.word === 'unknown' ? 'unknown' : 'good';
}

/** States whose meaning can be said in a few words. */
const explained = [
  'OP_READY',
  'INITIALIZED',
  'SECURED',
  'CARD_LOCKED',
  'TERMINATED',
  'INSTALLED',
  'SELECTABLE',
  'PERSONALIZED',
  'LOADED',
  'LOCKED',
] as const;

interface RowProps extends Pick<Props, 'onChange' | 'onEnter'> {
  readonly item: GpItemDoc;
}

function ItemRow({ item, onChange, onEnter }: RowProps) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const { kind, aid, name, lifeCycle, privileges, modules } = item;
  const title = name === undefined ? t(`bench.gp.kind.${kind}`) : say(name);
  const word = explained.find((one) => one === lifeCycle.word);
  return (
    <tr>
      <th scope="row">
        {title}
        <span className="plan-title mono gp-aid">{aid.toUpperCase()}</span>
        <span className="plan-title">
          {[
            ...(name === undefined ? [] : [t(`bench.gp.kind.${kind}`)]),
            ...(modules.length === 0 ? [] : [t('bench.gp.contents.modules', { count: modules.length })]),
          ].join(' · ')}
        </span>
      </th>
      <td>
        <Sign state={signOf(item)}>{lifeCycle.word}</Sign>
        {word !== undefined && <span className="plan-title">{t(`bench.gp.stateMeans.${word}`)}</span>}
      </td>
      <td className="small">
        {privileges.length === 0 ? (
          <span className="quiet">{t('bench.gp.contents.noPrivileges')}</span>
        ) : (
          privileges.map(say).join(', ')
        )}
      </td>
      <td className="gp-actions-cell">
        <div className="gp-actions">
          <Actions item={item} title={title} onChange={onChange} onEnter={onEnter} />
        </div>
      </td>
    </tr>
  );
}

function Actions({ item, title, onChange, onEnter }: RowProps & { readonly title: string }) {
  const { t } = useTranslation();
  const { kind, aid } = item;
  const label = (action: string): string => `${action}: ${title} ${aid.toUpperCase()}`;
  const begin = (text: string, change: Partial<ChangeForm>) => (
    <Button small look="quiet" aria-label={label(text)} onPress={() => onChange({ aid, ...change })}>
      {text}
    </Button>
  );
  if (kind === 'issuer-domain') return begin(t('bench.gp.action.state'), { kind: 'set-status' });
  return (
    <>
      {kind === 'package' && (
        <Button
          small
          look="quiet"
          aria-label={label(t('bench.gp.action.install'))}
          onPress={() => onChange({ kind: 'install', from: 'card', packageAid: aid })}
        >
          {t('bench.gp.action.install')}
        </Button>
      )}
      {kind === 'domain' && (
        <Button
          small
          look="quiet"
          aria-label={label(t('bench.gp.action.enter'))}
          onPress={() => onEnter(aid)}
        >
          {t('bench.gp.action.enter')}
        </Button>
      )}
      {kind !== 'package' &&
        begin(isLocked(item) ? t('bench.gp.action.unlock') : t('bench.gp.action.lock'), {
          kind: 'set-status',
          state: isLocked(item) ? 'unlocked' : 'locked',
        })}
      {begin(t('bench.gp.action.delete'), { kind: 'delete' })}
    </>
  );
}
