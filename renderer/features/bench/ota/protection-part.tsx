import { useTranslation } from 'react-i18next';
import type { KeyIndicatorDoc, SpiDoc } from '../../../../main/contract/ota.ts';
import { spiBytes } from '../../../../main/contract/spi-bytes.ts';
import { Disclose } from '../../../ui/disclose.tsx';
import { Tick } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { BenchPart } from '../bench-part.tsx';
import type { Draft } from './draft.ts';

interface Props {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** How packet and proof of receipt are protected: in sentences with the bytes, and as a form on demand. */
export function ProtectionPart({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { spi, kic, kid, tar } = draft;
  return (
    <BenchPart number={4} title={t('bench.ota.spi.title')}>
      <dl className="ota-protection">
        <dt>{t('bench.ota.spi.command')}</dt>
        <dd>
          {[
            t(`bench.ota.spi.check.${spi.check}`),
            t(spi.ciphering ? 'bench.ota.spi.ciphered' : 'bench.ota.spi.plain'),
            t(`bench.ota.spi.counter.${spi.counter}`),
          ].join(', ')}
        </dd>
        <dt>{t('bench.ota.spi.proof')}</dt>
        <dd>
          {spi.por === 'none'
            ? t('bench.ota.spi.por.none')
            : [
                t(`bench.ota.spi.por.${spi.por}`),
                t(`bench.ota.spi.check.${spi.porCheck}`),
                t(spi.porCiphering ? 'bench.ota.spi.ciphered' : 'bench.ota.spi.plain'),
                t(spi.porBySubmit ? 'bench.ota.spi.bySubmit' : 'bench.ota.spi.inAnswer'),
              ].join(', ')}
        </dd>
        <dt>{t('bench.ota.spi.bytes')}</dt>
        <dd className="mono">{`SPI ${spiBytes(spi)}  TAR ${tar.toUpperCase() || '······'}`}</dd>
        <dt>{t('bench.ota.spi.keys')}</dt>
        <dd>
          {`KIc ${indicatorText(kic, t(`bench.ota.indicator.${kic.algorithm}`))} · KID ${indicatorText(kid, t(`bench.ota.indicator.${kid.algorithm}`))}`}
        </dd>
      </dl>
      <Disclose label={t('bench.ota.spi.change')}>
        <SpiForm spi={spi} onChange={(change) => onChange({ spi: { ...spi, ...change } })} />
        <Indicators draft={draft} onChange={onChange} />
      </Disclose>
    </BenchPart>
  );
}

const indicatorText = ({ index }: KeyIndicatorDoc, algorithm: string): string => `${index} ${algorithm}`;

interface SpiProps {
  readonly spi: SpiDoc;
  readonly onChange: (change: Partial<SpiDoc>) => void;
}

function SpiForm({ spi, onChange }: SpiProps) {
  const { t } = useTranslation();
  const checks = (['none', 'rc', 'cc'] as const).map((value) => ({
    value,
    label: t(`bench.ota.spi.check.${value}`),
  }));
  return (
    <div className="stack">
      <fieldset className="ota-fieldset">
        <legend>{t('bench.ota.spi.command')}</legend>
        <div className="bench-pair">
          <Select
            label={t('bench.ota.spi.checkLabel')}
            value={spi.check === 'ds' ? 'none' : spi.check}
            onChange={(check) => onChange({ check })}
            options={checks}
          />
          <Select
            label={t('bench.ota.spi.counterLabel')}
            value={spi.counter}
            onChange={(counter) => onChange({ counter })}
            options={(['none', 'unchecked', 'higher', 'one-higher'] as const).map((value) => ({
              value,
              label: t(`bench.ota.spi.counter.${value}`),
            }))}
          />
        </div>
        <Tick isSelected={spi.ciphering} onChange={(ciphering) => onChange({ ciphering })}>
          {t('bench.ota.spi.cipherCommand')}
        </Tick>
      </fieldset>
      <fieldset className="ota-fieldset">
        <legend>{t('bench.ota.spi.proof')}</legend>
        <div className="bench-pair">
          <Select
            label={t('bench.ota.spi.porLabel')}
            value={spi.por === 'reserved' ? 'none' : spi.por}
            onChange={(por) => onChange({ por })}
            options={(['none', 'always', 'on-error'] as const).map((value) => ({
              value,
              label: t(`bench.ota.spi.por.${value}`),
            }))}
          />
          <Select
            label={t('bench.ota.spi.checkLabel')}
            value={spi.porCheck === 'ds' ? 'none' : spi.porCheck}
            onChange={(porCheck) => onChange({ porCheck })}
            options={checks}
          />
        </div>
        <Tick isSelected={spi.porCiphering} onChange={(porCiphering) => onChange({ porCiphering })}>
          {t('bench.ota.spi.cipherProof')}
        </Tick>
        <Tick isSelected={spi.porBySubmit} onChange={(porBySubmit) => onChange({ porBySubmit })}>
          {t('bench.ota.spi.submitProof')}
        </Tick>
      </fieldset>
    </div>
  );
}

const keyed = ['aes', '3des-2', '3des-3', 'implicit'] as const;
const crcs = ['crc-16', 'crc-32', 'implicit'] as const;
const indices = Array.from({ length: 16 }, (_, index) => String(index));

/** KIc and KID: number of the key set and algorithm. */
function Indicators({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { spi, kic, kid } = draft;
  const forCrc = spi.check === 'rc' || (spi.check === 'none' && spi.porCheck === 'rc');
  return (
    <fieldset className="ota-fieldset">
      <legend>{t('bench.ota.indicator.title')}</legend>
      {(['kic', 'kid'] as const).map((name) => {
        const indicator = name === 'kic' ? kic : kid;
        const change = (next: Partial<KeyIndicatorDoc>) => onChange({ [name]: { ...indicator, ...next } });
        const algorithms: readonly KeyIndicatorDoc['algorithm'][] = name === 'kid' && forCrc ? crcs : keyed;
        return (
          <div key={name} className="bench-pair">
            <Select
              label={t(`bench.ota.indicator.${name}Index`)}
              value={String(indicator.index)}
              onChange={(index) => change({ index: Number(index) })}
              options={indices.map((value) => ({ value, label: value }))}
            />
            <Select
              label={t(`bench.ota.indicator.${name}Algorithm`)}
              value={indicator.algorithm}
              onChange={(algorithm) => change({ algorithm })}
              options={[...new Set([...algorithms, indicator.algorithm])].map((value) => ({
                value,
                label: t(`bench.ota.indicator.${value}`),
              }))}
            />
          </div>
        );
      })}
      {kid.algorithm === 'aes' && (
        <Select
          label={t('bench.ota.indicator.macLength')}
          value={draft.macLength === 8 ? '8' : '4'}
          onChange={(length) => onChange({ macLength: length === '8' ? 8 : 4 })}
          options={(['8', '4'] as const).map((value) => ({
            value,
            label: t('common.bytes', { count: Number(value) }),
          }))}
        />
      )}
    </fieldset>
  );
}
