import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Bytes without what is typed between them. */
export const bareHex = (text: string): string => text.replaceAll(/[\s:]/g, '');

/** Whether a text is hexadecimal bytes, `lengths` of them. */
export function isHexOf(text: string, lengths: readonly number[]): boolean {
  const bare = bareHex(text);
  return /^([0-9a-f]{2})+$/i.test(bare) && lengths.includes(bare.length / 2);
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Bytes that such a key can have. */
  readonly lengths: readonly number[];
  readonly help?: ReactNode;
}

/** A key in hexadecimal bytes, hidden while it is typed. */
export function SecretField({ label, value, onChange, lengths, help }: Props) {
  const { t, i18n } = useTranslation();
  const [seen, setSeen] = useState(false);
  const [left, setLeft] = useState(false);
  const said = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(lengths.map(String));
  const wrong = left && value !== '' && !isHexOf(value, lengths);
  return (
    <Field
      label={label}
      type={seen ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      mono
      problem={wrong ? t('bench.secret.wrong', { lengths: said }) : undefined}
      help={help ?? t('bench.secret.help', { lengths: said })}
      aside={
        <Button
          aria-label={
            seen ? t('provision.key.hide', { name: label }) : t('provision.key.show', { name: label })
          }
          onPress={() => setSeen(!seen)}
        >
          <Icon name={seen ? 'eye-off' : 'eye'} />
        </Button>
      }
    />
  );
}
