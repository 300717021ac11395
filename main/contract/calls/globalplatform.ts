import * as z from 'zod';
import { hexText } from '../card.ts';
import {
  gpChangeInput,
  gpInfoDoc,
  gpItemDoc,
  gpKeysInput,
  gpPlanDoc,
  gpResultDoc,
} from '../globalplatform.ts';
import { call } from './call.ts';

const domain = { reader: z.string(), domain: hexText.optional() };

/** Security domains, applications and key sets of a card, GlobalPlatform Card Specification 2.3.1. */
export const globalPlatformCalls = {
  /** What the security domain (the issuer's, unless named) tells without keys. */
  'gp.info': call({ input: z.strictObject(domain), output: gpInfoDoc, long: true, audited: true }),
  'gp.list': call({
    input: z.strictObject({ ...domain, keys: gpKeysInput }),
    output: z.array(gpItemDoc),
    long: true,
    audited: true,
  }),
  /** What a change would do to this card; it only reads. */
  'gp.plan': call({
    input: z.strictObject({ ...domain, keys: gpKeysInput, change: gpChangeInput }),
    output: gpPlanDoc,
    long: true,
    audited: true,
  }),
  /** Makes the change that was shown and reads back. The plan lives as long as the engine, and its keys with it. */
  'gp.apply': call({
    input: z.strictObject({ reader: z.string(), plan: z.string(), iccid: z.string() }),
    output: gpResultDoc,
    long: true,
    audited: true,
  }),
} as const;
