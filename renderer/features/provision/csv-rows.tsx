import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CsvRowDoc } from '../../../main/contract/profile.ts';
import { useCall } from '../../client/use-call.ts';
import { groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice, Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';

const shownRows = 50;

interface Props {
  readonly profile: string;
  readonly iccid: string;
  readonly chosen: CsvRowDoc | undefined;
  readonly onChoose: (row: CsvRowDoc | undefined) => void;
}

/** Reads a CSV and offers the row of this card. Nothing is taken over before a row is chosen and used. */
export function CsvRows({ profile, iccid, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const read = useCall('profiles.readCsv');
  const load = (csv: string) => {
    setText(csv);
    onChoose(undefined);
    read.mutate({ profile, csv });
  };
  const rows = read.data?.rows ?? [];
  const own = rows.filter((row) => row.iccid === iccid);
  const offered = own.length > 0 ? own : rows.filter((row) => row.iccid === undefined);
  return (
    <div className="stack">
      <p className="quiet prose">{t('provision.csv.lead')}</p>
      <Field label={t('provision.csv.paste')} value={text} onChange={setText} rows={5} mono />
      <div className="row">
        <Button isDisabled={text.trim() === ''} isPending={read.isPending} onPress={() => load(text)}>
          {t('provision.csv.read')}
        </Button>
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv', 'text/plain']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) void file.text().then(load);
          }}
        >
          <Button>{t('provision.csv.file')}</Button>
        </FileTrigger>
      </div>
      {read.error !== null && <ErrorBlock error={read.error} />}
      {read.data !== undefined && rows.length === 0 && <p>{t('provision.csv.empty')}</p>}
      {rows.length > 0 && own.length === 0 && (
        <Notice state="attention" title={t('provision.csv.noneForCard')} />
      )}
      {offered.length > 0 && (
        <div className="big-options">
          <Choice
            label={t('provision.csv.rows')}
            value={chosen === undefined ? undefined : String(chosen.line)}
            onChange={(line) => onChoose(offered.find((row) => String(row.line) === line))}
            options={offered.slice(0, shownRows).map((row) => ({
              value: String(row.line),
              label: (
                <span className="option-line">
                  <strong>
                    {row.iccid === iccid
                      ? t('provision.csv.thisCard', { line: row.line })
                      : t('provision.csv.line', { line: row.line })}
                  </strong>
                  {row.iccid !== undefined && <span className="mono small">{groupDigits(row.iccid)}</span>}
                  {row.problems.length > 0 && (
                    <span className="field-problem">
                      {t('provision.csv.problems', { count: row.problems.length })}
                    </span>
                  )}
                </span>
              ),
              help: Object.entries(row.values)
                .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : value.join(' ')}`)
                .join(' · '),
            }))}
          />
        </div>
      )}
    </div>
  );
}
