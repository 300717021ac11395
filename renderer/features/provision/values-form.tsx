import { useTranslation } from 'react-i18next';
import type { ProfileDoc, ValueProblemDoc } from '../../../main/contract/profile.ts';
import { Field } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import './values-form.css';

interface Props {
  readonly profile: ProfileDoc;
  /** What stands in the fields, by name of the variable; lists as lines. */
  readonly texts: Readonly<Record<string, string>>;
  readonly problems: readonly ValueProblemDoc[];
  readonly waiting: string | undefined;
  readonly onText: (name: string, text: string) => void;
  readonly onFocusField: (name: string | undefined) => void;
}

/** A field for each variable of the profile. */
export function ValuesForm({ profile, texts, problems, waiting, onText, onFocusField }: Props) {
  const { t } = useTranslation();
  const general = problems.filter(({ variable }) => variable === undefined);
  if (profile.variables.length === 0) return <p>{t('provision.values.none')}</p>;
  return (
    <>
      {general.length > 0 && (
        <Notice state="fault" title={t('provision.values.general')}>
          {general.map(({ what, hint }) => (
            <p key={what}>
              {what} {hint}
            </p>
          ))}
        </Notice>
      )}
      <div className="values-form">
        {profile.variables.map((variable) => {
          const problem = problems.find((one) => one.variable === variable.name);
          const isWaiting = waiting === variable.name;
          return (
            <div key={variable.name} className="values-field" data-waiting={isWaiting || undefined}>
              <Field
                name={variable.name}
                label={
                  <>
                    {variable.title}{' '}
                    <span className="values-need">
                      {variable.required ? t('provision.values.required') : t('provision.values.optional')}
                    </span>
                  </>
                }
                value={texts[variable.name] ?? ''}
                onChange={(text) => onText(variable.name, text)}
                onFocus={() => onFocusField(variable.name)}
                onBlur={() => onFocusField(undefined)}
                mono
                example={variable.example}
                problem={problem === undefined ? undefined : `${problem.what} ${problem.hint}`}
                help={[variable.help, variable.list ? t('provision.values.listHelp') : undefined]
                  .filter(Boolean)
                  .join(' ')}
                {...(variable.list && { rows: 3 })}
                aside={
                  isWaiting && (
                    <span className="values-scan" title={t('provision.values.waiting')}>
                      <Icon name="scan" />
                      <span className="visually-hidden">{t('provision.values.waiting')}</span>
                    </span>
                  )
                }
              />
            </div>
          );
        })}
      </div>
      <p className="small quiet prose">
        <Icon name="scan" /> {t('provision.values.scanner')}
      </p>
    </>
  );
}
