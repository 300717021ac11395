import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PacketDoc, WrappingDoc } from '../../../../main/contract/ota.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { OutcomeTitle } from '../../../ui/outcome-title.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Select } from '../../../ui/select.tsx';
import type { SignState } from '../../../ui/sign.tsx';
import { StageHead } from '../stage-head.tsx';
import { CommandTable } from './command-table.tsx';
import { FieldView } from './field-view.tsx';
import { Obstacle } from './obstacle.tsx';
import { ScriptOf } from './packet-content.tsx';
import { StatusPanel } from './status-panel.tsx';

interface Props {
  readonly wrapping: readonly WrappingDoc[];
  readonly packet: PacketDoc;
  readonly onBack: () => void;
}

/** What was captured, layer by layer, and what could not be opened. */
export function Decoded({ wrapping, packet, onBack }: Props) {
  const { t } = useTranslation();
  const layers = layersOf(wrapping, packet);
  const [layer, setLayer] = useState('packet');
  const shown = layers.find(({ id }) => id === layer);
  const state = stateOf(packet);
  const { status } = packet;
  return (
    <>
      <StageHead
        takesFocus
        title={
          <OutcomeTitle state={signs[state]}>{t(`bench.ota.decoded.${packet.kind}.${state}`)}</OutcomeTitle>
        }
        lead={t(`bench.ota.decoded.lead.${state}`)}
      />
      {packet.obstacle !== undefined && <Obstacle doc={packet.obstacle} />}
      {status !== undefined && <StatusPanel status={status} />}
      {layers.length > 1 && (
        <LayerChoice
          value={layer}
          onChange={setLayer}
          options={layers.map(({ id, kind, number }) => ({
            value: id,
            label:
              number === undefined
                ? t(`bench.ota.decoded.kind.${kind}`)
                : `${t(`bench.ota.decoded.kind.${kind}`)} ${number}`,
          }))}
        />
      )}
      {shown !== undefined && (
        <FieldView
          key={shown.id}
          hex={shown.hex}
          fields={shown.fields}
          label={t(`bench.ota.decoded.kind.${shown.kind}`)}
        />
      )}
      {packet.kind === 'command' ? (
        <ScriptOf packet={packet} open />
      ) : (
        <CommandTable sent={{ packet: { ...packet, script: undefined }, envelopes: 0, proof: packet }} />
      )}
      <PageActions
        secondary={<span className="bench-missing">{t('bench.ota.decode.harmless')}</span>}
        primary={
          <Button look="primary" onPress={onBack}>
            {t('bench.ota.decoded.back')}
          </Button>
        }
      />
    </>
  );
}

interface LayerProps {
  readonly value: string;
  readonly onChange: (layer: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Side by side while they are few; a packet can come in 255 messages. */
const fewLayers = 6;

function LayerChoice({ value, onChange, options }: LayerProps) {
  const { t } = useTranslation();
  const label = t('bench.ota.decoded.layer');
  return options.length > fewLayers ? (
    <Select label={label} value={value} onChange={onChange} options={options} />
  ) : (
    <Choice label={label} value={value} onChange={onChange} options={options} inline />
  );
}

type State = 'opened' | 'unchecked' | 'wrong' | 'closed';

const signs = {
  opened: 'good',
  unchecked: 'note',
  wrong: 'fault',
  closed: 'attention',
} as const satisfies Record<State, SignState>;

function stateOf({ checksum, data, obstacle }: PacketDoc): State {
  if (checksum === 'wrong') return 'wrong';
  if (data === undefined) return 'closed';
  return checksum === 'right' && obstacle === undefined ? 'opened' : 'unchecked';
}

interface Layer extends Pick<WrappingDoc, 'kind' | 'hex' | 'fields'> {
  readonly id: string;
  /** Of several of a kind, from 1. */
  readonly number: number | undefined;
}

/** The packet first, then what it came in, from the outside in. */
function layersOf(wrapping: readonly WrappingDoc[], packet: PacketDoc): readonly Layer[] {
  const around = wrapping.filter(({ kind }) => kind !== 'packet');
  return [
    { id: 'packet', kind: 'packet', hex: packet.hex, fields: packet.fields, number: undefined },
    ...around.map((one, at) => {
      const same = around.filter(({ kind }) => kind === one.kind);
      return {
        ...one,
        id: `${one.kind} ${at}`,
        number: same.length > 1 ? same.indexOf(one) + 1 : undefined,
      };
    }),
  ];
}
