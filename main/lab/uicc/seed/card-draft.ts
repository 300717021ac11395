import type { FileHome } from '../../../card/files/declare.ts';
import { type CardFile, type FileHeader, masterFileHandle } from '../os/image.ts';
import { declaredFile } from './declared.ts';
import { type ContentHints, efContent } from './ef-content.ts';
import { directoryEntries, type SeedTemplates } from './entries.ts';
import { malformedSeed } from './malformed.ts';
import { type RuleStore, ruleStore, type SecurityForm } from './rule-store.ts';
import { directoryAccess, efAccess } from './rules.ts';
import type { SeedAccess, SeedEf, SeedEntry } from './schema.ts';

/** FIDs of EF_ARR. The oneM2M directories need one of their own: 6F06 is EF_M2MAE-ID there (TS-0003 D.1.3.6, D.2.1.2). */
const arrFid: Readonly<Record<FileHome, number>> = { MF: 0x2f06, USIM: 0x6f06, ISIM: 0x6f06, '1M2M': 0x6f10 };
/** SFI of EF_ARR: ETSI TS 102 221 annex H, 3GPP TS 31.102 annex H, 3GPP TS 31.103 annex A. */
const arrSfi: Readonly<Partial<Record<FileHome, number>>> = { MF: 0x06, USIM: 0x17, ISIM: 0x06 };

/** A directory on its way onto the card. */
export interface Place {
  readonly id: number;
  readonly home: FileHome;
  readonly rules: RuleStore;
}

interface NewDirectory {
  readonly fid?: number | undefined;
  readonly aid?: Uint8Array | undefined;
  readonly access?: SeedAccess | undefined;
  readonly lifeCycle?: FileHeader['lifeCycle'] | undefined;
  readonly authentication?: CardFile['authentication'];
}

export interface DraftOptions {
  readonly security: SecurityForm;
  readonly templates: SeedTemplates;
  /** What the card determines itself of a file with this name. */
  readonly hints: (name: string | undefined) => ContentHints;
}

/** The files of a card while it is being described; the MF comes first. */
export class CardDraft {
  readonly files: CardFile[] = [];
  readonly environments = new Map<number, readonly number[]>();
  readonly #options: DraftOptions;

  constructor(options: DraftOptions) {
    this.#options = options;
  }

  masterFile(said: NewDirectory): Place {
    return this.#directory('mf', masterFileHandle, 'MF', this.#rules('MF'), { ...said, fid: 0x3f00 });
  }

  application(home: FileHome, said: NewDirectory): Place {
    return this.#directory('adf', masterFileHandle, home, this.#rules(home), said);
  }

  /** Puts the described files into a directory, and its EF_ARR once all of them are there. */
  complete(place: Place, entries: readonly SeedEntry[]): void {
    this.#fill(place, entries);
    this.#addRules(place);
  }

  #fill(place: Place, entries: readonly SeedEntry[]): void {
    for (const entry of entries) {
      if (!('df' in entry)) {
        this.#elementary(place, entry);
        continue;
      }
      const home = entry.home ?? place.home;
      const ownRules = home !== place.home;
      const rules = ownRules ? this.#rules(home) : place.rules;
      const fid = Number.parseInt(entry.df, 16);
      const below = this.#directory('df', place.id, home, rules, { ...entry, fid });
      this.#fill(below, directoryEntries(entry, this.#options.templates));
      if (ownRules) this.#addRules(below);
    }
  }

  #rules(home: FileHome): RuleStore {
    return ruleStore(this.#options.security, arrFid[home], this.environments);
  }

  #directory(
    kind: 'mf' | 'adf' | 'df',
    parent: number,
    home: FileHome,
    rules: RuleStore,
    { fid, aid, access, lifeCycle = 'activated', authentication }: NewDirectory,
  ): Place {
    const header: FileHeader = {
      kind,
      ...(fid === undefined ? {} : { fid }),
      ...(aid === undefined ? {} : { aid }),
      shareable: true,
      lifeCycle,
      security: rules.attributes(directoryAccess(kind, access), 'df'),
      pins: [],
    };
    const secret = authentication === undefined ? {} : { authentication };
    return { id: this.#add({ parent, header, body: new Uint8Array(), ...secret }), home, rules };
  }

  #elementary(place: Place, said: SeedEf): void {
    const declaration = said.file === undefined ? undefined : declaredFile(place.home, said.file);
    const fid = declaration?.fid ?? Number.parseInt(said.fid ?? '', 16);
    const structure = said.structure ?? declaration?.structure;
    if (Number.isNaN(fid) || structure === undefined)
      throw malformedSeed(said.file ?? said.fid ?? '?', 'an undeclared file needs fid and structure');
    const { body, recordLength } = efContent(said, declaration, structure, this.#options.hints(said.file));
    const sfi = said.sfi ?? declaration?.sfi;
    this.#add({
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
  }

  /** EF_ARR: its own rule is among its records. */
  #addRules(place: Place): void {
    const security = place.rules.attributes(efAccess(), 'ef');
    const content = place.rules.records();
    if (security.form !== 'referenced' || content === undefined) return;
    const sfi = arrSfi[place.home];
    this.#add({
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
  }

  #add(file: Omit<CardFile, 'id'>): number {
    const id = this.files.length;
    this.files.push({ ...file, id });
    return id;
  }
}
