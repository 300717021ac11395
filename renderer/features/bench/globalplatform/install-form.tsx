import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { GpItemDoc } from '../../../../main/contract/globalplatform.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclose } from '../../../ui/disclose.tsx';
import { Choice, Field, Tick } from '../../../ui/fields.tsx';
import { ItemSelect } from './content-forms.tsx';
import type { ChangeForm } from './gp-types.ts';

interface Props {
  readonly form: ChangeForm;
  readonly items: readonly GpItemDoc[];
  readonly change: (part: Partial<ChangeForm>) => void;
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Not in one call: a file can have more bytes than a call may have arguments.
  let text = '';
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}

/** A CAP file to load, or a package that is on the card, and the application to make of it. */
export function InstallForm({ form, items, change }: Props) {
  const { t } = useTranslation();
  const { file } = form;
  const take = async (chosen: File) =>
    change({ file: { name: chosen.name, base64: await base64Of(chosen) } });
  return (
    <>
      <Choice
        label={t('bench.gp.install.from')}
        value={form.from}
        onChange={(from) => change({ from })}
        options={(['file', 'card'] as const).map((value) => ({
          value,
          label: t(`bench.gp.install.${value}`),
        }))}
        inline
      />
      {form.from === 'file' ? (
        <div className="row">
          <FileTrigger
            acceptedFileTypes={['.cap', '.zip']}
            onSelect={(files) => {
              const chosen = files?.[0];
              if (chosen !== undefined) void take(chosen);
            }}
          >
            <Button>{file === undefined ? t('bench.gp.install.choose') : t('bench.gp.install.other')}</Button>
          </FileTrigger>
          {file !== undefined && (
            <span>
              <strong>{file.name}</strong>{' '}
              <span className="quiet">
                {t('common.bytes', { count: Math.floor((file.base64.replaceAll('=', '').length * 3) / 4) })}
              </span>
            </span>
          )}
        </div>
      ) : (
        <ItemSelect
          label={t('bench.gp.install.package')}
          items={items.filter(({ kind }) => kind === 'package')}
          value={form.packageAid}
          onChange={(packageAid) => change({ packageAid })}
        />
      )}
      {form.from === 'file' && (
        <Tick isSelected={form.loadOnly} onChange={(loadOnly) => change({ loadOnly })}>
          {t('bench.gp.install.loadOnly')}
        </Tick>
      )}
      <Disclose label={t('bench.gp.install.more')}>
        <div className="stack">
          {(['moduleAid', 'applicationAid', 'privileges', 'parameters'] as const).map((name) => (
            <Field
              key={name}
              label={t(`bench.gp.install.${name}`)}
              value={form[name]}
              onChange={(value) => change({ [name]: value })}
              mono
              help={t(`bench.gp.install.${name}Help`)}
            />
          ))}
        </div>
      </Disclose>
    </>
  );
}
