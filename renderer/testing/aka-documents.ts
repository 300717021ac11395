import type { AkaResultDoc, AkaVectorDoc, AutnExplanationDoc } from '../../main/contract/aka.ts';
import type { Handlers } from './handlers.ts';

/** The published values of 3GPP TS 35.208, test set 1. */
export const testSet = {
  k: '465b5ce8b199b49faa5f0a2ee238a6bc',
  opc: 'cd63cb71954a9f4e48a5994e37a02baf',
  rand: '23553cbe9637a89d218ae64dae47bf35',
  sqn: 'ff9bb4d0b607',
  amf: 'b9b9',
  autn: '55f328b43577b9b94a9ffac354dfafb3',
} as const;

const randText = testSet.rand;

export const authenticated: AkaResultDoc = {
  application: 'usim',
  context: '3g',
  outcome: 'authenticated',
  lengths: { RES: 8, CK: 16, IK: 16 },
  matches: { RES: true, CK: true, IK: true },
};

export const outOfStep: AkaResultDoc = {
  application: 'usim',
  context: '3g',
  outcome: 'synchronisation-failure',
  lengths: { AUTS: 14 },
  matches: {},
  sqnOfCard: '000000000260',
  error: {
    code: 'aka.synchronisation-failure',
    kind: 'card',
    what: 'The card says that the sequence number is too old.',
    meaning: 'The card is unharmed and has not used a number.',
    hint: 'Let the authentication centre resynchronise with the AUTS of the card.',
    clause: '3GPP TS 33.102 6.3.3',
    details: { who: 'card' },
  },
};

export const vector: AkaVectorDoc = {
  rand: testSet.rand,
  sqn: testSet.sqn,
  amf: testSet.amf,
  autn: testSet.autn,
  matches: { RES: true, CK: true, IK: false },
};

export const explanation: AutnExplanationDoc = {
  rand: randText,
  autn: testSet.autn,
  concealedSqn: '55f328b43577',
  sqn: testSet.sqn,
  amf: testSet.amf,
  amfMeaning: [
    { bits: '0', meaning: 'Separation bit 1: for EPS and 5G only' },
    { bits: '1-7', meaning: 'Reserved, but not 0 (0111001)' },
    { bits: '8-15', meaning: 'For the operator’s own use (10111001)' },
  ],
  mac: 'right',
  findings: [
    { severity: 'good', what: 'The MAC fits: the challenge was made with this key.' },
    {
      severity: 'fault',
      what: 'The separation bit of AMF is 1: only EPS and 5G may use this challenge.',
      hint: 'Have the challenge made with AMF bit 0 at 0.',
    },
  ],
};

/** A bench whose cards answer as the test set says. */
export function akaHandlers(): Handlers {
  return {
    'aka.authenticate': ({ application, context, algorithm }) => ({
      ...authenticated,
      application,
      context,
      matches: algorithm === undefined ? {} : authenticated.matches,
    }),
    'aka.localKey': ({ application, derive }) => ({
      application,
      held: derive !== undefined,
      derived: derive !== undefined,
    }),
    'aka.vector': ({ expected, rand = randText }) => ({
      ...vector,
      rand: rand.toLowerCase(),
      matches: expected === undefined ? {} : vector.matches,
    }),
    'aka.explain': ({ algorithm }) =>
      algorithm === undefined
        ? {
            ...explanation,
            sqn: undefined,
            mac: 'unchecked',
            findings: [
              {
                severity: 'attention',
                what: 'Without the key of the subscriber the MAC cannot be checked and SQN stays concealed.',
                hint: 'Give the key to have them checked; it is used once and not kept.',
              },
            ],
          }
        : explanation,
  };
}
