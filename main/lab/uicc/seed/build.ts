import { fromHex } from '../../../base/bytes.ts';
import { buildDomain } from '../globalplatform/seed-form.ts';
import { headerOf, templateOf } from '../os/header.ts';
import { type CardFile, type CardImage, type CardKey, masterFileHandle } from '../os/image.ts';
import { freeBytes } from '../os/memory-use.ts';
import { buildOta } from '../ota/seed-form.ts';
import { buildAtr } from './atr.ts';
import { buildAuthentication } from './authentication.ts';
import { CardDraft } from './card-draft.ts';
import { declaredFile } from './declared.ts';
import type { ContentHints } from './ef-content.ts';
import { directoryRecords } from './ef-dir.ts';
import { directoryEntries, type SeedTemplates } from './entries.ts';
import { buildKeys } from './keys.ts';
import { malformedSeed } from './malformed.ts';
import type { SeedDescription } from './schema.ts';

const defaultChannels = 4;

/**
 * The card that a description describes, as it leaves its maker.
 * @throws InputError `seed.malformed`
 */
export function buildImage(name: string, seed: SeedDescription, templates: SeedTemplates): CardImage {
  const { security, protocol, memory } = seed;
  const draft = new CardDraft({ security, templates, hints: (file) => ownContent(seed, file) });
  const keys: CardKey[] = [...buildKeys(seed.keys, masterFileHandle, true)];
  draft.complete(draft.masterFile({ access: seed.mf.access }), directoryEntries(seed.mf, templates));
  for (const application of seed.applications) {
    const { aid, fid, access, authentication, home } = application;
    const place = draft.application(home, {
      aid: fromHex(aid),
      fid: fid === undefined ? undefined : Number.parseInt(fid, 16),
      access,
      ...(authentication === undefined ? {} : { authentication: buildAuthentication(authentication) }),
    });
    keys.push(...buildKeys(application.keys, place.id, false));
    draft.complete(place, directoryEntries(application, templates));
  }
  const { files, environments } = draft;
  return checked({
    seed: name,
    atr:
      seed.atr === undefined
        ? buildAtr(protocol, seed.manners.channels ?? defaultChannels)
        : fromHex(seed.atr),
    protocol,
    memory,
    manners: manners(seed),
    files: new Map(files.map((file) => [file.id, settled(withPins(file, files, keys))])),
    nextFileId: files.length,
    keys,
    environments,
    lastSelected: new Map(),
    proactive: seed.proactive.map((command) => fromHex(command)),
    ...(seed.ota === undefined ? {} : { ota: buildOta(seed.ota, files) }),
    ...(seed.securityDomain === undefined ? {} : { securityDomain: buildDomain(seed.securityDomain) }),
  });
}

function manners({ manners: said }: SeedDescription): CardImage['manners'] {
  return {
    blockedStatus: said.blockedStatus === '6983' ? 0x6983 : 0x63c0,
    channels: said.channels ?? defaultChannels,
    withoutInstructions: (said.withoutInstructions ?? []).map((ins) => Number.parseInt(ins, 16)),
    payment: said.payment ?? false,
    mute: said.mute ?? false,
  };
}

/** What the card determines itself: EF_DIR from its applications, EF_ICCID from its number. */
function ownContent(seed: SeedDescription, name: string | undefined): ContentHints {
  if (name === 'EF_DIR') return { own: directoryRecords(seed.applications) };
  if (name === 'EF_ICCID' && seed.iccid !== undefined)
    return { own: [declaredFile('MF', 'EF_ICCID').codec.encode(seed.iccid, 10)] };
  return {};
}

/** The PIN status template of a directory: the keys of the card and those of its application. */
function withPins(file: CardFile, files: readonly CardFile[], keys: readonly CardKey[]): CardFile {
  if (file.header.kind === 'ef') return file;
  let home = file;
  while (home.header.kind === 'df') home = files[home.parent]!;
  const pins = keys
    .filter((key) => key.home === undefined || key.home === home.id)
    .map(({ reference, enabled }) => ({ reference, enabled }));
  return { ...file, header: { ...file.header, pins } };
}

/** With its header as it will be after a power-off, when it has been read back from its FCP template. */
function settled(file: CardFile): CardFile {
  return { ...file, header: headerOf(templateOf(file)) };
}

function checked(image: CardImage): CardImage {
  const used = image.memory - freeBytes(image);
  if (used >= image.memory) throw malformedSeed('memory', `its files take ${used} bytes or more`);
  return image;
}
