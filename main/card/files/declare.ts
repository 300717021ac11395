/** JSON-compatible decoded content of a file or record. */
export type FileValue =
  | string
  | number
  | boolean
  | null
  | readonly FileValue[]
  | { readonly [key: string]: FileValue };

/** One decoded item of a content and the bytes it came from, so that a screen can mark them. */
export interface FieldSpan {
  /** In the user's terms: `Subscription identifier`. */
  readonly name: string;
  /** In the user's terms: `sub-0001`, `not assigned`, `MCC 262, MNC 01`. */
  readonly value: string;
  /** Offset in the content in bytes. */
  readonly offset: number;
  readonly length: number;
  /** What is wrong with or noteworthy in this field. */
  readonly note?: string;
}

/**
 * The coding of one file's content (transparent EF) or of one record (linear fixed, cyclic). `decode` and `encode` are inverse:
 * `decode(encode(v, size))` equals `v`. `decode` throws CardError `file.malformed` with the reason; `encode` throws InputError
 * `value.too-long` or `value.malformed`.
 */
export interface Codec<T extends FileValue = FileValue> {
  decode(bytes: Uint8Array): T;
  /** Exactly `size` bytes, filled up as the standard says. */
  encode(value: T, size: number): Uint8Array;
  /** The fields with their bytes. Never throws: malformed parts are fields with a note. */
  fields(bytes: Uint8Array): readonly FieldSpan[];
  /** True for a content that holds no value yet (`8000FF…FF`, all `FF`). */
  isUnassigned(bytes: Uint8Array): boolean;
  /** One line in the user's terms. */
  summary(value: T): string;
}

export type FileStructure = 'transparent' | 'linear-fixed' | 'cyclic' | 'ber-tlv';

/** What the standard asks for to do something with a file. */
export type StandardAccess = 'ALW' | 'PIN' | 'PIN2' | 'ADM' | 'NEV';

/** Table E.2 of TS-0003: whether changing the file remotely is advised. */
export type ChangeAdvice = 'yes' | 'caution' | 'no';

/** The directory a declared file lives in. */
export type FileHome = 'MF' | 'USIM' | 'ISIM' | '1M2M';

export interface FileVector {
  readonly hex: string;
  /** Expected decoded value; for a malformed content the text that the error's message contains. */
  readonly value?: FileValue;
  readonly malformed?: string;
  /** False where several codings have the same meaning and `encode` gives another. */
  readonly roundTrip?: boolean;
}

/** One elementary file of the field, declared once with everything Cardwright knows of it. */
export interface EfDeclaration<T extends FileValue = FileValue> {
  /** As the standard writes it, `EF_1M2MST`. With `home` it is unique. */
  readonly name: string;
  /** For a newcomer, one or a few words: `oneM2M service table`. */
  readonly title: string;
  readonly home: FileHome;
  readonly fid: number;
  readonly sfi?: number;
  readonly structure: FileStructure;
  /** Bytes of a transparent file or of one record. */
  readonly size: { readonly min: number; readonly typical: number; readonly max?: number };
  /** Records of a typical file, when it has records. */
  readonly typicalRecords?: number;
  readonly access: {
    readonly read: StandardAccess;
    readonly update: StandardAccess;
    readonly activate: StandardAccess;
    readonly deactivate: StandardAccess;
  };
  /** `mandatory`, `optional`, or the number of the service in the table of the same directory that requires it. */
  readonly presence: 'mandatory' | 'optional' | { readonly service: number };
  /** Where it is specified, `oneM2M TS-0003 D.1.3.1`. */
  readonly clause: string;
  readonly codec: Codec<T>;
  /** The content holds keys: it is never shown, stored or traced. */
  readonly secret?: boolean;
  readonly changeAdvice?: ChangeAdvice;
  /** Table E.1 of TS-0003: content (or record) before a value is assigned. */
  readonly prePersonalised?: (size: number) => Uint8Array;
  readonly vectors: readonly FileVector[];
}
