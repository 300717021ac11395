import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvRowDoc, ProfileDoc, ValueProblemDoc, ValuesDoc } from '../../../main/contract/profile.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useScanner } from '../../ui/use-scanner.ts';
import { CsvRows } from './csv-rows.tsx';
import { CardLost } from './live-card.tsx';
import { scannedInto, splitScan, textOfValue, valueOfText, waitingField } from './scan.ts';
import { StepFrame } from './step-frame.tsx';
import { ValuesForm } from './values-form.tsx';
import { useWizard, useWizardActor } from './wizard.tsx';

/** Which values: by hand, from a row, or from a scanner. */
export function ValuesStep() {
  const { t } = useTranslation();
  const id = useWizard(({ context }) => context.profile) ?? '';
  const profile = useAnswer('profiles.get', { profile: id });
  if (profile.data !== undefined) return <ValuesOf profile={profile.data} />;
  return (
    <StepFrame question={t('provision.values.question')}>
      {profile.error === null ? <Skeleton /> : <ErrorBlock error={profile.error} />}
    </StepFrame>
  );
}

type Texts = Readonly<Record<string, string>>;

const textsOf = (profile: ProfileDoc, values: ValuesDoc): Texts =>
  Object.fromEntries(profile.variables.map(({ name }) => [name, textOfValue(values, name)]));

const valuesOf = (profile: ProfileDoc, texts: Texts): ValuesDoc =>
  Object.fromEntries(
    profile.variables.flatMap((variable) => {
      const value = valueOfText(variable, texts[variable.name] ?? '');
      return value === undefined ? [] : [[variable.name, value]];
    }),
  );

function ValuesOf({ profile }: { readonly profile: ProfileDoc }) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const { values, problems, iccid = '', task, error } = useWizard(({ context }) => context);
  const checking = useWizard((snapshot) => snapshot.matches({ values: 'checking' }));
  const [tab, setTab] = useState<'form' | 'csv'>('form');
  const [texts, setTexts] = useState(() => textsOf(profile, values));
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string>();
  const [remark, setRemark] = useState<string>();
  const [row, setRow] = useState<CsvRowDoc>();

  const put = (next: Texts, names: readonly string[]) => {
    setTexts(next);
    setChanged(new Set([...changed, ...names]));
    actor.send({ type: 'VALUES', values: valuesOf(profile, next) });
  };
  const takeRow = () => {
    if (row === undefined) return;
    put(
      textsOf(profile, row.values),
      profile.variables.map(({ name }) => name),
    );
    setRemark(t('provision.csv.used', { line: row.line }));
    setRow(undefined);
    setTab('form');
  };
  const goOn = () => {
    setChanged(new Set());
    actor.send({ type: 'NEXT' });
  };
  useScanner((scan, origin) => {
    if (tab !== 'form') return;
    // The scanner has typed into the focused field on its way: that is taken back first.
    const before = origin.field === undefined ? texts : { ...texts, [origin.field]: origin.valueBefore };
    const current = valuesOf(profile, before);
    const { name, value, unknown } = splitScan(scan, profile.variables);
    const to = name ?? waitingField(profile.variables, current, focused);
    const variable = profile.variables.find((one) => one.name === to);
    if (unknown !== undefined || variable === undefined) {
      put(before, []);
      setRemark(unknown === undefined ? undefined : t('provision.values.unknownName', { name: unknown }));
      return;
    }
    const next = scannedInto(current, variable, value);
    put({ ...before, [variable.name]: textOfValue(next, variable.name) }, [variable.name]);
    const said = t('provision.values.scanned', { field: variable.title, value });
    setRemark(said);
    announce(said);
    // A field that holds its value no longer waits: the next scan goes to the next one.
    if (focused !== undefined && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });

  const shown: readonly ValueProblemDoc[] = problems.filter(
    ({ variable }) => variable === undefined || !changed.has(variable),
  );
  return (
    <StepFrame
      question={t('provision.values.question')}
      lead={t('provision.values.lead', { profile: profile.title, iccid: groupDigits(iccid) })}
      next={
        tab === 'csv'
          ? t('provision.csv.use')
          : task === 'verify'
            ? t('provision.next.valuesVerify')
            : t('provision.next.values')
      }
      onNext={tab === 'csv' ? takeRow : goOn}
      canGoOn={tab === 'form' || row !== undefined}
      isPending={checking}
      onBack={() => actor.send({ type: 'BACK' })}
    >
      <CardLost />
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
      <Tabs
        label={t('provision.values.question')}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'form',
            label: t('provision.values.form'),
            content: (
              <>
                {remark !== undefined && <Notice state="note" title={remark} />}
                <ValuesForm
                  profile={profile}
                  texts={texts}
                  problems={shown}
                  waiting={waitingField(profile.variables, values, focused)}
                  onText={(name, text) => put({ ...texts, [name]: text }, [name])}
                  onFocusField={setFocused}
                />
              </>
            ),
          },
          {
            id: 'csv',
            label: t('provision.values.csv'),
            content: <CsvRows profile={profile.id} iccid={iccid} chosen={row} onChoose={setRow} />,
          },
        ]}
      />
    </StepFrame>
  );
}
