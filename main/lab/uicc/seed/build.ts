import { fromHex } from '../../../base/bytes.ts';
import type { PinStatus } from '../../../card/fcp-types.ts';
import type { FileHome } from '../../../card/files/declare.ts';
import { headerOf, templateOf } from '../os/header.ts';
import {
  type CardFile,
  type CardImage,
  type CardKey,
  type FileHeader,
  masterFileHandle,
} from '../os/image.ts';
import { freeBytes } from '../os/memory-use.ts';
import { buildAtr } from './atr.ts';
import { buildAuthentication } from './authentication.ts';
import { declaredFile } from './declared.ts';
import { efContent } from './ef-content.ts';
import { directoryRecords } from './ef-dir.ts';
import { directoryEntries, type SeedTemplates } from './entries.ts';
import { buildKeys } from './keys.ts';
import { malformedSeed } from './malformed.ts';
import { type RuleStore, ruleStore } from './rule-store.ts';
import { directoryAccess, efAccess } from './rules.ts';
import type { SeedAccess, SeedDescription, SeedEf, SeedEntry } from './schema.ts';

/** FIDs of EF_ARR. The oneM2M directories need one of their own: 6F06 is EF_M2MAE-ID there (TS-0003 D.1.3.6, D.2.1.2). */
const arrFid: Readonly<Record<FileHome, number>> = { MF: 0x2f06, USIM: 0x6f06, ISIM: 0x6f06, '1M2M': 0x6f10 };
/** SFI of EF_ARR: ETSI TS 102 221 annex H, 3GPP TS 31.102 annex H. */
const arrSfi: Readonly<Partial<Record<FileHome, number>>> = { MF: 0x06, USIM: 0x17, ISIM: 0x06 };

/** One directory on its way onto the card. */
interface Place {
  readonly id: number;
  readonly home: FileHome;
  readonly rules: RuleStore;
}

/**
 * The card that a description describes, as it leaves its maker.
 * @throws InputError `seed.malformed`
 */
export function buildImage(name: string, seed: SeedDescription, templates: SeedTemplates): CardImage {
  const files: CardFile[] = [];
  const keys: CardKey[] = [...buildKeys(seed.keys, masterFileHandle, true)];
  const environments = new Map<number, readonly number[]>();
  const store = (home: FileHome): RuleStore => ruleStore(seed.security, arrFid[home], environments);
  const newId = (): number => files.length;
  const add = (file: Omit<CardFile, 'id'>): number => files.push({ ...file, id: newId() }) - 1;

  const directory = (
    kind: 'mf' | 'adf' | 'df',
    parent: number,
    place: Omit<Place, 'id'>,
    said: {
      fid?: number;
      aid?: Uint8Array;
      access?: SeedAccess | undefined;
      lifeCycle?: FileHeader['lifeCycle'] | undefined;
    },
    rest: Partial<CardFile> = {},
  ): Place => {
    const security = place.rules.attributes(directoryAccess(kind, said.access), 'df');
    const header: FileHeader = {
      kind,
      ...(said.fid === undefined ? {} : { fid: said.fid }),
      ...(said.aid === undefined ? {} : { aid: said.aid }),
      shareable: true,
      lifeCycle: said.lifeCycle ?? 'activated',
      security,
      pins: [],
    };
    return { ...place, id: add({ parent, header, body: new Uint8Array(), ...rest }) };
  };

  const elementary = (place: Place, said: SeedEf): void => {
    const declaration = said.file === undefined ? undefined : declaredFile(place.home, said.file);
    const fid = declaration?.fid ?? Number.parseInt(said.fid ?? '', 16);
    const structure = said.structure ?? declaration?.structure;
    if (Number.isNaN(fid) || structure === undefined)
      throw malformedSeed(said.file ?? said.fid ?? '?', 'an undeclared file needs fid and structure');
    const { body, recordLength } = efContent(said, declaration, structure, ownContent(seed, said.file));
    const sfi = said.sfi ?? declaration?.sfi;
    add({
      parent: place.id,
      body,
      header: {
        kind: 'ef',
        fid,
        structure,
        shareable: said.shareable ?? true,
        ...(recordLength === undefined ? {} : { recordLength }),
        ...(sfi === undefined || sfi === 'none' ? {} : { sfi }),
        lifeCycle: said.lifeCycle ?? 'activated',
        security: place.rules.attributes(efAccess(declaration?.access, said.access), 'ef'),
        pins: [],
      },
    });
  };

  const fill = (place: Place, entries: readonly SeedEntry[]): void => {
    for (const entry of entries) {
      if (!('df' in entry)) {
        elementary(place, entry);
        continue;
      }
      const home = entry.home ?? place.home;
      const inner = { home, rules: home === place.home ? place.rules : store(home) };
      const below = directory('df', place.id, inner, { ...entry, fid: Number.parseInt(entry.df, 16) });
      fill(below, directoryEntries(entry, templates));
      if (inner.rules !== place.rules) finish(below);
    }
  };

  /** Writes the EF_ARR that the directory's files refer to. Its own rule is among its records. */
  const finish = (place: Place): void => {
    const security = place.rules.attributes(efAccess(undefined, { update: 'ADM1' }), 'ef');
    if (security.form !== 'referenced') return;
    const content = place.rules.records();
    if (content === undefined) return;
    const sfi = arrSfi[place.home];
    add({
      parent: place.id,
      body: content.body,
      header: {
        kind: 'ef',
        fid: place.rules.fid,
        structure: 'linear-fixed',
        shareable: true,
        recordLength: content.recordLength,
        ...(sfi === undefined ? {} : { sfi }),
        lifeCycle: 'activated',
        security,
        pins: [],
      },
    });
  };

  const mf = directory(
    'mf',
    masterFileHandle,
    { home: 'MF', rules: store('MF') },
    { fid: 0x3f00, access: seed.mf.access },
  );
  fill(mf, directoryEntries(seed.mf, templates));
  finish(mf);
  for (const application of seed.applications) {
    const { aid, fid, access, authentication } = application;
    const place = directory(
      'adf',
      mf.id,
      { home: application.home, rules: store(application.home) },
      { aid: fromHex(aid), access, ...(fid === undefined ? {} : { fid: Number.parseInt(fid, 16) }) },
      authentication === undefined ? {} : { authentication: buildAuthentication(authentication) },
    );
    keys.push(...buildKeys(application.keys, place.id, false));
    fill(place, directoryEntries(application, templates));
    finish(place);
  }

  return checked({
    seed: name,
    atr:
      seed.atr === undefined
        ? buildAtr(seed.protocol, seed.manners.channels ?? defaultChannels)
        : fromHex(seed.atr),
    protocol: seed.protocol,
    memory: seed.memory,
    manners: manners(seed),
    files: new Map(files.map((file) => [file.id, settled(withPins(file, files, keys))])),
    nextFileId: newId(),
    keys,
    environments,
    lastSelected: new Map(),
    proactive: seed.proactive.map((command) => fromHex(command)),
  });
}

const defaultChannels = 4;

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
function ownContent(
  seed: SeedDescription,
  name: string | undefined,
): { readonly own?: readonly Uint8Array[] } {
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
  const pins: PinStatus[] = keys
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
