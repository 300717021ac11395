import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PacketFieldDoc } from '../../../../main/contract/ota.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { HexView } from '../../../ui/hex-view.tsx';
import { Icon } from '../../../ui/icon.tsx';
import '../../../ui/table.css';
import './field-view.css';

interface Props {
  readonly hex: string;
  readonly fields: readonly PacketFieldDoc[];
  readonly label: string;
}

/** Every field with its bytes and what they say. Pointing at a field marks its bytes, pressing it keeps them marked and shows its bits. */
export function FieldView({ hex, fields, label }: Props) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<PacketFieldDoc>();
  const [pinned, setPinned] = useState<PacketFieldDoc>();
  const marked = pointed ?? pinned;
  const start = startOf(marked);
  const ciphered = fields.some(({ deciphered }) => deciphered);
  return (
    <div className="fields-pane panel">
      <table className="table fields-table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('bench.ota.fields.field')}</th>
            <th scope="col">{t('bench.ota.fields.bytes')}</th>
            <th scope="col">{t('bench.ota.fields.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRows
              key={`${field.offset} ${field.name}`}
              field={field}
              isMarked={field === marked}
              isOpen={field === pinned}
              onPoint={setPointed}
              onPress={() => setPinned(field === pinned ? undefined : field)}
            />
          ))}
        </tbody>
      </table>
      <div className="fields-bytes">
        <div className="row spread">
          <p className="eyebrow">{t('common.bytes', { count: hex.length / 2 })}</p>
          <CopyButton text={hex.toUpperCase()} />
        </div>
        <HexView
          hex={hex.slice(start * 2, (start + shownBytes) * 2)}
          start={start}
          marked={marked === undefined ? [] : [marked]}
          label={label}
        />
        {hex.length / 2 > shownBytes && (
          <p className="quiet small">
            {t('bench.ota.fields.part', {
              first: start,
              last: Math.min(start + shownBytes, hex.length / 2) - 1,
            })}
          </p>
        )}
        {ciphered && <p className="quiet small">{t('bench.ota.fields.ciphered')}</p>}
      </div>
    </div>
  );
}

/** A packet can have 64 kB; so many of its bytes are in the document, those of the marked field among them. */
const shownBytes = 512;
const rowBytes = 8;

function startOf(marked: PacketFieldDoc | undefined): number {
  if (marked === undefined || marked.offset + Math.min(marked.length, shownBytes / 2) <= shownBytes) return 0;
  return marked.offset - (marked.offset % rowBytes);
}

/** Digits of a value in its row; more on demand. */
const shownDigits = 32;

interface RowProps {
  readonly field: PacketFieldDoc;
  readonly isMarked: boolean;
  readonly isOpen: boolean;
  readonly onPoint: (field: PacketFieldDoc | undefined) => void;
  readonly onPress: () => void;
}

function FieldRows({ field, isMarked, isOpen, onPoint, onPress }: RowProps) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const { name, value, meaning, parts, deciphered } = field;
  const isLong = value.length > shownDigits;
  const folds = parts.length > 0 || isLong;
  const words = parts.length === 0 ? say(meaning) : parts.map((part) => say(part.meaning)).join('; ');
  return (
    <Fragment>
      <tr
        className="field-row"
        data-marked={isMarked || undefined}
        onPointerEnter={() => onPoint(field)}
        onPointerLeave={() => onPoint(undefined)}
        onClick={onPress}
      >
        <th scope="row">
          <button
            type="button"
            className="field-name"
            aria-expanded={folds ? isOpen : undefined}
            aria-pressed={folds ? undefined : isOpen}
            onFocus={() => onPoint(field)}
            onBlur={() => onPoint(undefined)}
          >
            <span className="field-fold">{folds && <Icon name="chevron" />}</span>
            {name}
          </button>
        </th>
        <td className="mono field-value">
          {isOpen || !isLong ? grouped(value) : `${grouped(value.slice(0, shownDigits))} …`}
        </td>
        <td>
          {isOpen && parts.length > 0 ? (
            <span className="quiet">{t('bench.ota.fields.bits')}</span>
          ) : (
            <span className={parts.length > 0 ? 'field-meaning' : undefined}>{words}</span>
          )}
          {deciphered && <span className="visually-hidden"> ({t('bench.ota.fields.deciphered')})</span>}
        </td>
      </tr>
      {isOpen &&
        parts.map((part) => (
          <tr key={`${part.bits} ${part.name}`} className="field-part">
            <th scope="row">{say(part.name)}</th>
            <td className="small quiet">{bitsOf(part.bits, say)}</td>
            <td>{say(part.meaning)}</td>
          </tr>
        ))}
    </Fragment>
  );
}

const grouped = (hex: string): string => (hex.toUpperCase().match(/../g) ?? []).join(' ');

/** `first byte, b5 b4`: the byte in the user's language, the bits as the standard numbers them. */
function bitsOf(bits: string, say: (text: string) => string): string {
  const [byte = '', numbers] = bits.split(', ');
  return numbers === undefined ? byte : `${say(byte)}, ${numbers}`;
}
