import type { LifeCycle } from './fcp-types.ts';

/** Life cycle status integer, ETSI TS 102 221 table 11.7b; values it reserves count as proprietary. */
export function lifeCycleOf(byte: number): LifeCycle {
  switch (byte) {
    case 0x00:
      return 'no-information';
    case 0x01:
      return 'creation';
    case 0x03:
      return 'initialisation';
    case 0x05:
    case 0x07:
      return 'activated';
    case 0x04:
    case 0x06:
      return 'deactivated';
    case 0x0c:
    case 0x0d:
    case 0x0e:
    case 0x0f:
      return 'terminated';
    default:
      return 'proprietary';
  }
}

const bytes: Readonly<Record<Exclude<LifeCycle, 'proprietary'>, number>> = {
  'no-information': 0x00,
  creation: 0x01,
  initialisation: 0x03,
  activated: 0x05,
  deactivated: 0x04,
  terminated: 0x0c,
};

/** The byte of a life cycle that the standard defines. */
export function lifeCycleByte(lifeCycle: Exclude<LifeCycle, 'proprietary'>): number {
  return bytes[lifeCycle];
}
