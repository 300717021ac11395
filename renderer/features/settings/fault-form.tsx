import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultInput } from '../../../main/contract/station.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice, Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';

const kinds = [
  'none',
  'power-loss',
  'status-word',
  'removal',
  'delay',
] as const satisfies readonly FaultInput['kind'][];

interface Draft {
  readonly kind: FaultInput['kind'];
  readonly apdu: string;
  readonly when: 'before' | 'after';
  readonly sw: string;
  readonly perApduMs: string;
  readonly perByteMs: string;
}

/** `undefined` while a number or the status word is not one. */
function faultOf({ kind, apdu, when, sw, perApduMs, perByteMs }: Draft): FaultInput | undefined {
  const at = /^[1-9]\d*$/.test(apdu) ? Number(apdu) : undefined;
  switch (kind) {
    case 'delay': {
      const [perApdu, perByte] = [Number(perApduMs), Number(perByteMs)];
      return perApdu >= 0 && perByte >= 0 ? { kind, perApduMs: perApdu, perByteMs: perByte } : undefined;
    }
    case 'power-loss':
      return at === undefined ? undefined : { kind, when, apdu: at };
    case 'removal':
      return at === undefined ? undefined : { kind, apdu: at };
    case 'none':
      break;
    case 'status-word':
      return at === undefined || !/^[0-9A-Fa-f]{4}$/.test(sw) ? undefined : { kind, apdu: at, sw };
  }
  return { kind };
}

/** Something that goes wrong on purpose in one simulated card. */
export function FaultForm({ reader }: { readonly reader: string }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({
    kind: 'none',
    apdu: '1',
    when: 'before',
    sw: '6581',
    perApduMs: '20',
    perByteMs: '0',
  });
  const arm = useCall('simulator.fault');
  const fault = faultOf(draft);
  const change = (part: Partial<Draft>) => {
    arm.reset();
    setDraft({ ...draft, ...part });
  };
  const counted = draft.kind === 'power-loss' || draft.kind === 'removal' || draft.kind === 'status-word';
  return (
    <div className="setting-fields">
      <Choice
        label={t('settings.simulator.faultKind')}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={kinds.map((kind) => ({ value: kind, label: t(`settings.simulator.kind.${kind}`) }))}
      />
      {counted && (
        <Field
          label={t('settings.simulator.apdu')}
          help={t('settings.simulator.apduHelp')}
          value={draft.apdu}
          onChange={(apdu) => change({ apdu })}
          inputMode="numeric"
        />
      )}
      {draft.kind === 'power-loss' && (
        <Choice
          inline
          label={t('settings.simulator.when')}
          value={draft.when}
          onChange={(when) => change({ when })}
          options={[
            { value: 'before', label: t('settings.simulator.before') },
            { value: 'after', label: t('settings.simulator.after') },
          ]}
        />
      )}
      {draft.kind === 'status-word' && (
        <Field label={t('settings.simulator.sw')} value={draft.sw} onChange={(sw) => change({ sw })} mono />
      )}
      {draft.kind === 'delay' && (
        <>
          <Field
            label={t('settings.simulator.perApdu')}
            value={draft.perApduMs}
            onChange={(perApduMs) => change({ perApduMs })}
            inputMode="decimal"
          />
          <Field
            label={t('settings.simulator.perByte')}
            value={draft.perByteMs}
            onChange={(perByteMs) => change({ perByteMs })}
            inputMode="decimal"
          />
        </>
      )}
      {arm.error !== null && <ErrorBlock error={arm.error} />}
      {arm.isSuccess && <Notice state="good" title={t('settings.simulator.armed')} />}
      <div>
        <Button
          isDisabled={fault === undefined}
          isPending={arm.isPending}
          onPress={() => fault !== undefined && arm.mutate({ reader, fault })}
        >
          {t('settings.simulator.arm')}
        </Button>
      </div>
    </div>
  );
}
