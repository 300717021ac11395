/** How a procedure tells what it is doing; the text is in the user's terms and holds no secret. */
export interface Progress {
  readonly what: string;
  readonly done: number;
  /** Absent while it is not known. */
  readonly total?: number;
  /** Index of the plan step this is about and its new state. */
  readonly step?: { readonly index: number; readonly state: 'intended' | 'done' | 'failed' | 'unknown' };
}

/** What every long procedure receives besides its arguments. */
export interface ProcedureOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
