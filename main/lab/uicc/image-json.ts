import * as z from 'zod';
import { fromHex, toHex } from '../../base/bytes.ts';
import { CardwrightError, StoreError } from '../../base/error.ts';
import { domainForm, readDomain, writableDomain } from './globalplatform/image-form.ts';
import { headerOf, templateOf } from './os/header.ts';
import type { CardAuthentication, CardFile, CardImage, GbaKeys } from './os/image.ts';
import { otaForm, writableOta } from './ota/image-form.ts';

const hex = z.codec(
  z.string().regex(/^([0-9a-f]{2})*$/),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  {
    decode: (text) => fromHex(text),
    encode: (bytes) => toHex(bytes),
  },
);
const byte = z.number().int().min(0).max(255);
const count = z.number().int().min(0);

const tuakOptions = z.strictObject({
  macLength: z.literal([64, 128, 256]),
  resLength: z.literal([32, 64, 128, 256]),
  ckLength: z.literal([128, 256]),
  ikLength: z.literal([128, 256]),
  iterations: z.number().int().min(1).max(255),
});

const authentication = z.strictObject({
  key: z.discriminatedUnion('algorithm', [
    z.strictObject({ algorithm: z.literal('milenage'), k: hex, opc: hex }),
    z.strictObject({ algorithm: z.literal('tuak'), k: hex, topc: hex, options: tuakOptions }),
    z.strictObject({ algorithm: z.literal('xor'), k: hex }),
  ]),
  sequences: z.array(count).length(32),
  gba: z
    .strictObject({
      ks: hex,
      rand: hex,
      nafKeys: z.array(z.strictObject({ record: count, nafId: hex, bTid: hex, ksIntNaf: hex })),
      localKeys: z
        .array(
          z.strictObject({
            nafId: hex,
            terminalId: hex,
            terminalApplicationId: hex,
            uiccApplicationId: hex,
            counterLimit: hex,
            ksLocal: hex,
          }),
        )
        .exactOptional(),
    })
    .optional(),
});

/** A file header as the FCP template that SELECT would answer: the form that card people read anyway. */
const file = z.strictObject({
  id: count,
  parent: count,
  fcp: hex,
  body: hex,
  authentication: authentication.optional(),
});

const key = z.strictObject({
  reference: byte,
  home: count.optional(),
  value: hex,
  tries: count,
  maxTries: count,
  enabled: z.boolean(),
  canDisable: z.boolean(),
  unblock: z.strictObject({ value: hex, tries: count, maxTries: count }).optional(),
});

const imageJson = z.strictObject({
  format: z.literal(1),
  seed: z.string(),
  atr: hex,
  protocol: z.literal(['T=0', 'T=1']),
  memory: count,
  manners: z.strictObject({
    blockedStatus: z.literal([0x63c0, 0x6983]),
    channels: z.number().int().min(1).max(20),
    withoutInstructions: z.array(byte),
    payment: z.boolean(),
    mute: z.boolean(),
  }),
  files: z.array(file),
  nextFileId: count,
  keys: z.array(key),
  environments: z.array(z.tuple([byte, z.array(byte)])),
  lastSelected: z.array(z.tuple([z.string(), hex])),
  proactive: z.array(hex),
  ota: otaForm(hex).optional(),
  securityDomain: domainForm(hex).optional(),
});

/** A card image as JSON text: readable, and the same for the same image. */
export function encodeImage(image: CardImage): string {
  const { ota, securityDomain, ...others } = image;
  const document: z.output<typeof imageJson> = {
    format: 1,
    ...others,
    manners: { ...image.manners, withoutInstructions: [...image.manners.withoutInstructions] },
    files: [...image.files.values()].map(({ id, parent, body, authentication: secret, ...rest }) => ({
      id,
      parent,
      fcp: templateOf({ id, parent, body, ...rest }),
      body,
      ...(secret === undefined ? {} : { authentication: mutable(secret) }),
    })),
    keys: [...image.keys],
    environments: [...image.environments].map(([number, references]) => [number, [...references]]),
    lastSelected: [...image.lastSelected],
    proactive: [...image.proactive],
    ...(ota === undefined ? {} : { ota: writableOta(ota) }),
    ...(securityDomain === undefined ? {} : { securityDomain: writableDomain(securityDomain) }),
  };
  return `${JSON.stringify(z.encode(imageJson, document), undefined, 1)}\n`;
}

/** Total: any other text is a StoreError `lab.image-malformed`. */
export function decodeImage(text: string): CardImage {
  try {
    const {
      format: _,
      files,
      environments,
      lastSelected,
      keys,
      ota,
      securityDomain,
      ...rest
    } = z.decode(imageJson, parseJson(text));
    return {
      ...rest,
      files: new Map(files.map((entry) => [entry.id, fileOf(entry)])),
      keys: keys.map(({ home, unblock, ...fields }) => ({
        ...fields,
        ...(home === undefined ? {} : { home }),
        ...(unblock === undefined ? {} : { unblock }),
      })),
      environments: new Map(environments),
      lastSelected: new Map(lastSelected),
      ...(ota === undefined ? {} : { ota }),
      ...(securityDomain === undefined ? {} : { securityDomain: readDomain(securityDomain) }),
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || error instanceof CardwrightError)
      throw new StoreError('lab.image-malformed', 'The file of this software card cannot be read.', {
        hint: 'Delete it to begin again with the seed.',
        meaning: 'The software card is not usable; nothing was changed.',
        cause: error,
      });
    throw error;
  }
}

/** The text as JSON; whether it has the right form is for the schema to say. */
function parseJson(text: string): z.input<typeof imageJson> {
  return JSON.parse(text);
}

function mutable({ gba, ...secret }: CardAuthentication): z.output<typeof authentication> {
  return {
    ...secret,
    sequences: [...secret.sequences],
    ...(gba === undefined ? {} : { gba: mutableKeys(gba) }),
  };
}

function mutableKeys({ localKeys, ...keys }: GbaKeys) {
  const local = localKeys === undefined ? {} : { localKeys: [...localKeys] };
  return { ...keys, nafKeys: [...keys.nafKeys], ...local };
}

function fileOf({ authentication: secret, fcp, ...entry }: z.output<typeof file>): CardFile {
  return {
    ...entry,
    header: headerOf(fcp),
    ...(secret === undefined ? {} : { authentication: authenticationOf(secret) }),
  };
}

function authenticationOf({ gba, ...secret }: z.output<typeof authentication>): CardAuthentication {
  return { ...secret, ...(gba === undefined ? {} : { gba }) };
}
