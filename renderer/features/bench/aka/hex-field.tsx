import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/fields.tsx';
import { isHexOf } from '../secret-field.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Bytes it has. */
  readonly length: number;
  readonly help?: ReactNode;
  readonly example?: string;
}

/** Bytes of a fixed length that are no secret. */
export function HexField({ label, value, onChange, length, help, example }: Props) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(false);
  const wrong = left && value.trim() !== '' && !isHexOf(value, [length]);
  return (
    <Field
      label={label}
      value={value}
      onChange={onChange}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      mono
      example={example}
      problem={wrong ? t('bench.aka.wrongLength', { count: length }) : undefined}
      help={help ?? t('bench.aka.length', { count: length })}
    />
  );
}
