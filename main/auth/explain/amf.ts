import { requireLength } from '../length.ts';

/** What some bits of AMF say; bit 0 is the most significant one, as 3GPP TS 33.102 annex H counts them. */
export interface AmfBits {
  readonly bits: string;
  readonly meaning: string;
}

/** Bit 0 of AMF: the vector is for EPS or 5G, and neither GBA nor IMS nor UMTS may use it. 3GPP TS 33.102 annex H, TS 33.401 6.1.1. */
export function hasSeparationBit(amf: Uint8Array): boolean {
  requireLength('AMF', amf, 2);
  return (amf[0]! & 0x80) !== 0;
}

/** The two bytes of AMF in words. @throws InputError `aka.length` */
export function describeAmf(amf: Uint8Array): readonly AmfBits[] {
  const separation = hasSeparationBit(amf);
  const reserved = amf[0]! & 0x7f;
  const ofOperator = amf[1]!;
  return [
    {
      bits: '0',
      meaning: separation
        ? 'Separation bit 1: for EPS and 5G only'
        : 'Separation bit 0: not for EPS or 5G; as GBA, IMS and UMTS need it',
    },
    {
      bits: '1-7',
      meaning: reserved === 0 ? 'Reserved, all 0' : `Reserved, but not 0 (${binary(reserved, 7)})`,
    },
    {
      bits: '8-15',
      meaning:
        ofOperator === 0
          ? 'For the operator’s own use, all 0'
          : `For the operator’s own use (${binary(ofOperator, 8)})`,
    },
  ];
}

const binary = (value: number, digits: number): string => value.toString(2).padStart(digits, '0');
