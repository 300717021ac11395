import { useTranslation } from 'react-i18next';
import type { ContentDoc } from '../../../main/contract/card.ts';
import { type KeyNeedDoc, keysToPresent, type PlanDoc, type StepDoc } from '../../../main/contract/plan.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { Disclose } from '../../ui/disclose.tsx';
import { HexView } from '../../ui/hex-view.tsx';
import { SignMark } from '../../ui/sign.tsx';
import { Tries } from '../../ui/tries.tsx';
import '../../ui/table.css';
import './plan-review.css';

/** The changes as a table: before, after, the bytes that change, what each needs. */
export function PlanReview({ plan }: { readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  return (
    <>
      <Cautions steps={plan.steps} />
      <div className="panel plan-panel">
        <table className="table plan">
          <caption className="visually-hidden">{t('provision.plan.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('provision.plan.file')}</th>
              <th scope="col">{t('provision.plan.before')}</th>
              <th scope="col">{t('provision.plan.after')}</th>
              <th scope="col">{t('provision.plan.needs')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.steps.map((step) => (
              <StepRow key={step.index} step={step} plan={plan} />
            ))}
          </tbody>
        </table>
      </div>
      {plan.unchanged.length > 0 && (
        <Disclose label={t('provision.plan.unchanged', { count: plan.unchanged.length })}>
          <ul className="row">
            {plan.unchanged.map(({ path, file }) => (
              <li key={path} className="chip">
                {file}
              </li>
            ))}
          </ul>
        </Disclose>
      )}
    </>
  );
}

const cautionOf = ({ caution, advice }: StepDoc): string | undefined =>
  caution ?? (advice === 'no' ? '' : undefined);

/** Each caution once, with the files it is about: said at every row it would be read at none. */
function Cautions({ steps }: { readonly steps: readonly StepDoc[] }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const files = new Map<string, Set<string>>();
  for (const step of steps) {
    const caution = cautionOf(step);
    if (caution === undefined) continue;
    files.set(caution, (files.get(caution) ?? new Set()).add(step.file));
  }
  if (files.size === 0) return null;
  return (
    <section className="panel plan-cautions" aria-label={t('provision.plan.caution')}>
      <SignMark state="attention" />
      <ul>
        {[...files].map(([caution, names]) => (
          <li key={caution}>
            {caution === '' ? t('provision.plan.adviceNo') : say(caution)}{' '}
            <span className="quiet">{[...names].join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Kinds of steps that are more than a new content. */
const structural: ReadonlySet<StepDoc['kind']> = new Set(['create-file', 'resize-file', 'activate-file']);

function StepRow({ step, plan }: { readonly step: StepDoc; readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const presented = keysToPresent(plan);
  const needs = step.needs.filter((name) => presented.some((key) => key.name === name));
  return (
    <tr>
      <th scope="row">
        {step.file}
        <span className="plan-title">
          {say(step.title)}
          {step.record !== undefined && `, ${t('provision.plan.record', { record: step.record })}`}
        </span>
        {structural.has(step.kind) && <span className="chip">{t(`provision.plan.kind.${step.kind}`)}</span>}
      </th>
      <td>
        {step.before === undefined ? (
          <span className="quiet">{t('provision.plan.absent')}</span>
        ) : (
          <>
            <Summary content={step.before} />
            <ChangedBytes hex={step.before.hex} step={step} label={t('provision.plan.before')} />
          </>
        )}
      </td>
      <td>
        {step.after !== undefined && (
          <>
            <span className="plan-after">
              <Summary content={step.after} />
            </span>
            <ChangedBytes hex={step.after.hex} step={step} label={t('provision.plan.after')} />
          </>
        )}
        <AllBytes step={step} />
      </td>
      <td>
        {needs.length === 0 ? <span className="quiet">{t('provision.plan.always')}</span> : null}
        {needs.map((name) => (
          <span key={name} className="plan-need">
            <strong>{name}</strong>
            <KeyTries need={presented.find((key) => key.name === name)} />
          </span>
        ))}
      </td>
    </tr>
  );
}

function Summary({ content }: { readonly content: ContentDoc }) {
  const { t } = useTranslation();
  return content.state === 'unassigned' ? (
    <span className="quiet">{t('card.files.unassigned')}</span>
  ) : (
    content.summary
  );
}

/** Of a key that cannot be presented the plan says nothing but its blocker. */
function KeyTries({ need }: { readonly need: KeyNeedDoc | undefined }) {
  if (need === undefined) return null;
  return <Tries left={need.state === 'blocked' ? 0 : need.triesLeft} />;
}

const rowsAtOnce = 3;
/** Digits of the bytes that the rows show. */
const digitsAtOnce = rowsAtOnce * 16;

/** The rows of bytes in which something changes. */
function ChangedBytes({
  hex,
  step,
  label,
}: {
  readonly hex: string;
  readonly step: StepDoc;
  readonly label: string;
}) {
  if (hex === '') return null;
  return <HexView hex={hex} marked={step.changed} onlyMarked bare most={rowsAtOnce} label={label} />;
}

/** Every byte before and after, on demand. */
function AllBytes({ step }: { readonly step: StepDoc }) {
  const { t } = useTranslation();
  const { before, after, changed } = step;
  const count = changed.reduce((sum, { length }) => sum + length, 0);
  // What the rows above show whole needs no second look.
  if (after === undefined || after.hex.length <= digitsAtOnce) return null;
  return (
    <Disclose label={t('provision.plan.changedBytes', { count })}>
      <div className="plan-bytes">
        {before !== undefined && before.hex !== '' && (
          <div>
            <p className="eyebrow">{t('provision.plan.before')}</p>
            <HexView hex={before.hex} marked={changed} label={t('provision.plan.before')} />
          </div>
        )}
        <div>
          <p className="eyebrow">{t('provision.plan.after')}</p>
          <HexView hex={after.hex} marked={changed} label={t('provision.plan.after')} />
        </div>
      </div>
    </Disclose>
  );
}
