import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/fields.tsx';
import '../bench.css';
import { ComposeForm } from './compose-form.tsx';
import { Decode } from './decode.tsx';
import { noTypedKeys } from './draft.ts';
import { useOtaStore } from './ota-store.ts';
import { PacketReview } from './packet-review.tsx';
import { Proof } from './proof.tsx';
import './ota-bench.css';

/** Packets of ETSI TS 102 225: composed, sent, taken apart. */
export function OtaBench() {
  const { t } = useTranslation();
  const { mode, encoded, sent, set } = useOtaStore();
  // What was made is looked at alone; the way back leads to the choice.
  const isForm = mode === 'decode' || (encoded === undefined && sent === undefined);
  return (
    <div className="bench stack">
      {isForm && (
        <Choice
          label={<span className="visually-hidden">{t('bench.ota.mode')}</span>}
          value={mode}
          onChange={(next) => set({ mode: next })}
          options={(['compose', 'decode'] as const).map((value) => ({
            value,
            label: <strong>{t(`bench.ota.${value}.mode`)}</strong>,
            help: t(`bench.ota.${value}.modeHelp`),
          }))}
          inline
        />
      )}
      {mode === 'compose' ? <Compose /> : <Decode />}
    </div>
  );
}

/** From what shall be sent, over the packet, to what the card said. */
function Compose() {
  const { draft, encoded, sent, set } = useOtaStore();
  const [typed, setTyped] = useState(noTypedKeys);
  const [isBack, setBack] = useState(false);
  const isForm = encoded === undefined && sent === undefined;
  if (!isForm && !isBack) setBack(true);
  if (sent !== undefined) return <Proof sent={sent} draft={draft} />;
  if (encoded !== undefined) return <PacketReview encoded={encoded} draft={draft} typed={typed} />;
  return (
    <ComposeForm
      isBack={isBack}
      draft={draft}
      onDraft={(next) => set({ draft: next })}
      typed={typed}
      onTyped={setTyped}
    />
  );
}
