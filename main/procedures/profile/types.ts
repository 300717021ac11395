/** Values for the variables of a profile: one text, or a list for list variables. */
export type ProfileValues = Readonly<Record<string, string | readonly string[]>>;

export interface ProfileVariable {
  readonly name: string;
  readonly title: string;
  readonly help?: string;
  readonly required: boolean;
  readonly list: boolean;
  readonly default?: string | readonly string[];
  readonly example?: string;
  /** Anchored regular expression that a value must match. */
  readonly pattern?: string;
}

/** Sizes of a file that a profile may create. */
export interface ProfileFile {
  /** Name of a oneM2M file declaration: `EF_1M2MSID`. */
  readonly name: string;
  /** The wanted value with `${variable}` in it; its form is that of the file's codec. */
  readonly value: unknown;
  readonly size?: number;
  readonly recordLength?: number;
  readonly records?: number;
}

/** A parsed, valid profile. */
export interface Profile {
  readonly name: string;
  /** Semantic version. */
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly target:
    | {
        readonly kind: 'df-1m2m';
        /** Which network access application hosts the DF. */
        readonly host: 'usim' | 'isim' | 'any';
        /** FID of the DF_1M2M; absent: the one that EF_DIR announces. */
        readonly fid?: number;
      }
    | { readonly kind: 'adf-1m2msm' /** Full or partial AID, hexadecimal. */; readonly aid?: string };
  /** Create files (and the DF_1M2M) that are missing. */
  readonly create: boolean;
  /** Key reference for updating files that are created; ADM1 is 0x0A. */
  readonly updateKey: number;
  readonly variables: readonly ProfileVariable[];
  readonly files: readonly ProfileFile[];
  /** SHA-256 of the source text, lower-case hexadecimal. */
  readonly digest: string;
  readonly source: string;
}
