import { equalBytes } from '../../base/bytes.ts';
import type { AkaAlgorithm } from '../algorithm.ts';
import type { FreshnessLimits } from '../card-sequence.ts';
import { modifyMac } from '../gba/mac-modification.ts';
import { requireLength } from '../length.ts';
import { decodeSqn, type Sqn } from '../sqn.ts';
import { xorBytes } from '../xor-bytes.ts';
import { type AmfBits, describeAmf } from './amf.ts';
import { type AutsReading, explainAuts } from './auts.ts';
import type { AkaFinding } from './finding.ts';
import { compareNumbers } from './numbers.ts';

/** A challenge and what is known of it. */
export interface ChallengeToExplain {
  /** 16 bytes. */
  readonly rand: Uint8Array;
  /** 16 bytes. */
  readonly autn: Uint8Array;
  /** With the subscriber's key inside; without it only what stands in AUTN for everybody to read is told. */
  readonly algorithm?: AkaAlgorithm;
  /** The same key with something taken otherwise (OP for OPc), to find a mix-up: tried when the MAC is wrong. */
  readonly alternatives?: readonly { readonly mixUp: string; readonly algorithm: AkaAlgorithm }[];
  /** What the card has answered to it, 14 bytes. */
  readonly auts?: Uint8Array;
  readonly limits?: FreshnessLimits;
}

/**
 * `right`: made with this key. `right-for-gba-u`: made with it and marked for GBA_U (TS 33.220 5.3.2), so that a card takes it in the GBA
 * context only. `unchecked`: no key was given.
 */
export type MacVerdict = 'right' | 'right-for-gba-u' | 'wrong' | 'unchecked';

export interface AutnExplanation {
  /** SQN xor AK, as it stands in AUTN. */
  readonly concealedSqn: Uint8Array;
  /** With the key only. Of a challenge whose MAC is wrong it means nothing and is absent. */
  readonly sqn?: { readonly bytes: Uint8Array; readonly parts: Sqn };
  /** Two bytes. */
  readonly amf: Uint8Array;
  readonly amfMeaning: readonly AmfBits[];
  readonly mac: MacVerdict;
  /** Absent without AUTS. */
  readonly auts?: AutsReading;
  /** The most important first. */
  readonly findings: readonly AkaFinding[];
}

/**
 * What a challenge says and what is wrong with it: SQN, AMF and MAC of AUTN (3GPP TS 33.102 6.3.2) and, with the AUTS a card gave, the card's
 * own number and why it refused (6.3.3, C.2.2). Nothing in it is a secret: AK, RES, CK and IK stay inside.
 * @throws InputError `aka.length`
 */
export function explainAutn(challenge: ChallengeToExplain): AutnExplanation {
  const { rand, autn, algorithm, auts } = challenge;
  requireLength('RAND', rand, 16);
  requireLength('AUTN', autn, 16);
  const concealedSqn = autn.slice(0, 6);
  const amf = autn.slice(6, 8);
  const open = { concealedSqn, amf, amfMeaning: describeAmf(amf) };
  if (algorithm === undefined) {
    const reading: AutsReading | undefined = auts === undefined ? undefined : { verdict: 'unchecked' };
    return {
      ...open,
      mac: 'unchecked',
      ...(reading === undefined ? {} : { auts: reading }),
      findings: [withoutKey],
    };
  }
  const mac = macOf(algorithm, rand, autn);
  const bytes = mac === 'wrong' ? undefined : xorBytes(concealedSqn, algorithm.f2345(rand).ak);
  const sqn = bytes === undefined ? undefined : { bytes, parts: decodeSqn(bytes) };
  const reading = auts === undefined ? undefined : explainAuts(algorithm, rand, auts, amf);
  return {
    ...open,
    ...(sqn === undefined ? {} : { sqn }),
    mac,
    ...(reading === undefined ? {} : { auts: reading }),
    findings: [
      ...macFindings(mac, challenge),
      ...(reading?.findings ?? []),
      ...compareNumbers(sqn?.parts, reading, challenge.limits),
    ],
  };
}

/** Whether AUTN was made with this key for this RAND, and for which context. */
function macOf(
  algorithm: AkaAlgorithm,
  rand: Uint8Array,
  autn: Uint8Array,
): Exclude<MacVerdict, 'unchecked'> {
  const { ak, ik } = algorithm.f2345(rand);
  const sqn = xorBytes(autn.subarray(0, 6), ak);
  const expected = algorithm.f1(rand, sqn, autn.slice(6, 8));
  const fits = (token: Uint8Array): boolean => equalBytes(expected, token.subarray(8));
  if (fits(autn)) return 'right';
  return ik.length === 16 && fits(modifyMac(autn, ik)) ? 'right-for-gba-u' : 'wrong';
}

function macFindings(mac: MacVerdict, challenge: ChallengeToExplain): readonly AkaFinding[] {
  if (mac === 'right') return [macRight];
  if (mac === 'right-for-gba-u') return [macForGbaU];
  const { rand, autn, alternatives = [] } = challenge;
  const mixUp = alternatives.find(({ algorithm }) => macOf(algorithm, rand, autn) !== 'wrong')?.mixUp;
  return mixUp === undefined ? [macWrong] : [mixedUp(mixUp), macWrong];
}

const withoutKey: AkaFinding = {
  id: 'aka.no-key',
  severity: 'attention',
  what: 'Without the key of the subscriber the MAC cannot be checked and SQN stays concealed.',
  hint: 'Give the key to have them checked; it is used once and not kept.',
};

const macRight: AkaFinding = {
  id: 'aka.mac-right',
  severity: 'good',
  what: 'The MAC fits: the challenge was made with this key.',
};

const macForGbaU: AkaFinding = {
  id: 'aka.mac-for-gba-u',
  severity: 'attention',
  what: 'The MAC fits after the change for GBA_U: a card takes this challenge in the GBA context and refuses it in every other.',
  hint: 'Give it to the card in the GBA context; for GBA_ME the operator has to change the security settings of the subscriber.',
};

const macWrong: AkaFinding = {
  id: 'aka.mac-wrong',
  severity: 'fault',
  what: 'The MAC does not fit: the challenge was not made with this key, or was changed on the way.',
  hint: 'Compare K, OPc and the algorithm with the authentication centre, and check that RAND and AUTN are copied completely.',
};

const mixedUp = (mixUp: string): AkaFinding => ({
  id: 'aka.mixed-up',
  severity: 'fault',
  what: `The MAC fits when ${mixUp}.`,
  hint: 'Correct it in the authentication centre or here: both sides have to mean the same.',
  details: { mixUp },
});
