import { join } from 'node:path';
import type { RouteName } from '../../contract/plan.ts';
import { fileMemory } from '../../lab/memory-file.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { shippedProfile } from '../../procedures/testing/gateway-values.ts';
import type { PlanRequest } from '../provision.ts';
import { remoteImage } from './remote-keys.ts';

/** What is being done when the engine is killed. */
export const killJob = {
  kind: 'provision',
  profile: shippedProfile('access-network'),
  values: {
    'subscription-id': 'sub-0001',
    'service-provider-id': '//sp.example.com',
    'cse-id': '//sp.example.com/cse-gw1',
  },
} as const satisfies PlanRequest;

/** The card of the job; it lies in the folder of the store, so that it outlives the process as a real one does. */
export function killCard(folder: string, route: RouteName = 'plain'): Uicc {
  const image = route === 'plain' ? loadSeed('usim-prepersonalised').image : remoteImage();
  return createUicc({ image, memory: fileMemory(join(folder, 'card.json')) });
}

/** UPDATE BINARY and UPDATE RECORD. */
export const isWrite = (bytes: Uint8Array): boolean => bytes[1] === 0xd6 || bytes[1] === 0xdc;

/** ENVELOPE and EXTERNAL AUTHENTICATE: what goes to the card before or instead of a write on other routes. */
export const isOnTheWay = (bytes: Uint8Array): boolean => bytes[1] === 0xc2 || bytes[1] === 0x82;

export const isEnvelope = (bytes: Uint8Array): boolean => bytes[1] === 0xc2;

/** VERIFY PIN with a value. */
export const isVerify = (bytes: Uint8Array): boolean => bytes[1] === 0x20 && bytes.length > 5;
