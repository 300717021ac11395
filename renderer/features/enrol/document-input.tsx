import { type ReactNode, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/fields.tsx';
import { useScanner } from '../../ui/use-scanner.ts';
import './enrol.css';

interface Props {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Another source, as a button beside the file. */
  readonly children?: ReactNode;
}

/** A document that somebody carried here: pasted, from a file, or scanned from anywhere on the step. */
export function DocumentInput({ label, help, value, onChange, children }: Props) {
  const { t } = useTranslation();
  const [scanned, setScanned] = useState(false);
  const take = (text: string, byScanner: boolean) => {
    setScanned(byScanner);
    onChange(text);
  };
  useScanner((text) => {
    // Whatever the scanner typed into a field on its way is replaced by the whole code.
    take(text, true);
    announce(t('enrol.challenge.scanned'));
  });
  return (
    <div className="stack-tight enrol-document">
      <Field
        label={label}
        value={value}
        onChange={(text) => take(text, false)}
        rows={7}
        help={scanned ? t('enrol.challenge.scanned') : help}
        mono
        autoFocus
      />
      <div className="row">
        <FileTrigger
          acceptedFileTypes={['.json', '.jwe', '.txt', 'application/json', 'text/plain']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) void file.text().then((text) => take(text.trim(), false));
          }}
        >
          <Button>{t('enrol.challenge.file')}</Button>
        </FileTrigger>
        {children}
      </div>
    </div>
  );
}
