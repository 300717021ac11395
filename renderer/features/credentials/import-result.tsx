import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDoc } from '../../../main/contract/keys.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OutcomeTitle } from '../../ui/outcome-title.tsx';
import { ImportFrame } from './import-frame.tsx';
import { ImportItems } from './import-items.tsx';
import { ownersTaken } from './owners-taken.ts';

interface Props {
  readonly result: ImportDoc;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** What was taken, and what was not and why. */
export function ImportResult({ result, onAgain, onClose }: Props) {
  const { t } = useTranslation();
  const { stored, taken, refused } = result;
  const title = stored
    ? t('credentials.import.stored', {
        keys: t('credentials.import.keys', { count: taken }),
        cards: t('credentials.import.cards', { count: ownersTaken(result) }),
      })
    : t('credentials.import.notStored');
  useEffect(() => announce(title), [title]);
  return (
    <ImportFrame
      step="result"
      question={
        <OutcomeTitle state={!stored ? 'fault' : refused > 0 ? 'attention' : 'good'}>{title}</OutcomeTitle>
      }
      lead={t('credentials.import.storedLead')}
      next={t('credentials.import.close')}
      onNext={onClose}
      secondary={<Button onPress={onAgain}>{t('credentials.import.again')}</Button>}
    >
      <ImportItems items={result.items} done />
    </ImportFrame>
  );
}
