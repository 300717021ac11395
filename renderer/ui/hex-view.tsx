import { type ByteRange, hexRows, isInRanges, printable } from './hex.ts';
import './hex-view.css';

interface Props {
  readonly hex: string;
  readonly marked?: readonly ByteRange[];
  readonly width?: number;
  /** Show only the rows that hold marked bytes. */
  readonly onlyMarked?: boolean;
  readonly ascii?: boolean;
  /** Leaves the offsets away where there is little room. */
  readonly bare?: boolean;
  /** At most so many rows. */
  readonly most?: number;
  /** Offset of the first byte, where `hex` is a part of something longer. */
  readonly start?: number;
  readonly label: string;
}

/** Bytes with their offsets; marked ones stand out by colour and underline. */
export function HexView({
  hex,
  marked = [],
  width = 8,
  onlyMarked = false,
  ascii = false,
  bare = false,
  most,
  start = 0,
  label,
}: Props) {
  const rows = hexRows(hex, width)
    .map(({ offset, bytes }) => ({ offset: start + offset, bytes }))
    .filter((row) => !onlyMarked || row.bytes.some((_, i) => isInRanges(row.offset + i, marked)));
  const shown = rows.slice(0, most);
  return (
    <figure className="hex" aria-label={label}>
      {shown.map((row) => (
        <div key={row.offset} className="hex-row">
          {!bare && (
            <span className="hex-offset" aria-hidden="true">
              {row.offset.toString(16).toUpperCase().padStart(4, '0')}
            </span>
          )}
          <span className="hex-bytes">
            {row.bytes.map((byte, i) => (
              <Byte
                key={row.offset + i}
                text={byte.toUpperCase()}
                at={row.offset + i}
                marked={marked}
                fill={byte === 'ff'}
              />
            ))}
          </span>
          {ascii && (
            <span className="hex-ascii" aria-hidden="true">
              {row.bytes.map(printable).join('')}
            </span>
          )}
        </div>
      ))}
      {shown.length < rows.length && <div className="hex-row hex-fill">…</div>}
    </figure>
  );
}

interface ByteProps {
  readonly text: string;
  readonly at: number;
  readonly marked: readonly ByteRange[];
  readonly fill: boolean;
}

function Byte({ text, at, marked, fill }: ByteProps) {
  return isInRanges(at, marked) ? (
    <mark className="hex-byte">{text} </mark>
  ) : (
    <span className={fill ? 'hex-byte hex-fill' : 'hex-byte'}>{text} </span>
  );
}
