import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** Copies a text and says so for a moment, in the same width. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button look="quiet" small onPress={() => void copy()}>
      <Icon name={copied ? 'good' : 'copy'} />
      {copied ? t('common.copied') : (label ?? t('common.copy'))}
    </Button>
  );
}
