import { useTranslation } from 'react-i18next';
import { useCall } from '../../../client/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { OptionalCardChoice } from '../bench-card.tsx';
import { BenchPart } from '../bench-part.tsx';
import { Seen } from '../seen.tsx';
import { ContentPart } from './content-part.tsx';
import { composeOf, type Draft, iccidOf, missingOf, type TypedKeys, withCard } from './draft.ts';
import { KeysPart } from './keys-part.tsx';
import { useOtaStore } from './ota-store.ts';
import { ProtectionPart } from './protection-part.tsx';

interface Props {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly typed: TypedKeys;
  readonly onTyped: (typed: TypedKeys) => void;
  /** The user has come back from the packet. */
  readonly isBack: boolean;
}

/** The packet as a form: for which card, with which keys, what, how protected. */
export function ComposeForm({ draft, onDraft, typed, onTyped, isBack }: Props) {
  const { t } = useTranslation();
  const encode = useCall('ota.encode');
  const missing = missingOf(draft, typed);
  const change = (part: Partial<Draft>) => {
    encode.reset();
    onDraft({ ...draft, ...part });
  };
  const make = () => {
    const iccid = iccidOf(draft);
    encode.mutate(
      { ...(iccid === undefined ? {} : { iccid }), compose: composeOf(draft, typed) },
      {
        onSuccess: ({ packets }) => useOtaStore.getState().set({ encoded: packets }),
      },
    );
  };
  return (
    <>
      <div className="bench-columns">
        <div className="bench-column">
          <CardPart draft={draft} onDraft={onDraft} isBack={isBack} />
          <KeysPart draft={draft} onDraft={onDraft} typed={typed} onTyped={onTyped} />
        </div>
        <div className="bench-column">
          <ContentPart draft={draft} onChange={change} />
          <ProtectionPart draft={draft} onChange={change} />
        </div>
      </div>
      {encode.error !== null && (
        <Seen>
          <ErrorBlock error={encode.error} />
        </Seen>
      )}
      <PageActions
        secondary={
          <p className="bench-missing" aria-live="polite">
            {missing === undefined ? t('bench.ota.compose.harmless') : t(`bench.ota.missing.${missing}`)}
          </p>
        }
        primary={
          <Button
            look="primary"
            isDisabled={missing !== undefined}
            isPending={encode.isPending}
            onPress={make}
          >
            {t('bench.ota.compose.encode')}
          </Button>
        }
      />
    </>
  );
}

function CardPart({ draft, onDraft, isBack }: Pick<Props, 'draft' | 'onDraft' | 'isBack'>) {
  const { t } = useTranslation();
  return (
    <BenchPart number={1} title={t('bench.ota.card.title')} takesFocus={isBack}>
      <OptionalCardChoice
        value={draft.card}
        onChange={(card) => onDraft(withCard(draft, card))}
        without={t('bench.ota.card.none')}
      />
    </BenchPart>
  );
}
