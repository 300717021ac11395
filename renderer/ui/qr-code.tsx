import type { ReactNode } from 'react';
import { encode } from 'uqr';
import './qr-code.css';

/** Bytes in the largest code, ISO/IEC 18004 version 40 with error correction L. */
const mostBytes = 2953;
/** Light modules around the code, ISO/IEC 18004 6.3.8. */
const quietZone = 4;

interface Props {
  readonly text: string;
  readonly label: string;
  /** In place of a text that fits into no code. */
  readonly tooLong: ReactNode;
}

/** A text as a QR code: black on white in every theme, as scanners want it. */
export function QrCode({ text, label, tooLong }: Props) {
  if (new TextEncoder().encode(text).length > mostBytes) return tooLong;
  const { data, size } = encode(text, { ecc: 'L', border: quietZone });
  const modules = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <figure aria-label={label}>
      <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <path d={modules} />
      </svg>
    </figure>
  );
}
