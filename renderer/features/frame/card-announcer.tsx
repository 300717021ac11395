import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReaderDoc } from '../../../main/contract/reader.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';

/** Says when a card comes or goes, for those who do not see it. */
export function CardAnnouncer() {
  const { t } = useTranslation();
  const { data } = useAnswer('readers.list', {});
  const before = useRef<ReadonlyMap<string, ReaderDoc>>(undefined);
  useEffect(() => {
    if (data === undefined) return;
    for (const { id, name, state, card } of data.readers) {
      const was = before.current?.get(id);
      if (before.current === undefined || was === undefined) continue;
      if (state === was.state && card?.iccid === was.card?.iccid) continue;
      if (state === 'mute') announce(t('frame.announce.mute', { reader: name }), 'urgent');
      else if (state !== 'card') announce(t('frame.announce.removed', { reader: name }));
      else if (card?.iccid === undefined) announce(t('frame.announce.insertedPlain', { reader: name }));
      else announce(t('frame.announce.inserted', { iccid: groupDigits(card.iccid), reader: name }));
    }
    before.current = new Map(data.readers.map((reader) => [reader.id, reader]));
  }, [data, t]);
  return null;
}
