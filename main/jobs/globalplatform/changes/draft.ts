import type { CardwrightError } from '../../../base/error.ts';
import type { GpPlanDoc, GpResultDoc } from '../../../contract/globalplatform.ts';
import type { ContentChannel } from '../../../procedures/globalplatform/content-channel.ts';
import type { ProcedureOptions } from '../../../procedures/progress.ts';
import type { ExpectedItem } from '../../../store/card-changes.ts';

/** A change as it is shown before it is made. */
export interface ShownChange {
  /** One line, `Delete the package A000…`. */
  readonly title: string;
  readonly changes: GpPlanDoc['changes'];
  readonly cautions: readonly string[];
  readonly blockers: readonly CardwrightError[];
}

/** A change of a card's contents, and how it is made and read back. */
export interface ContentDraft extends ShownChange {
  readonly expected: readonly ExpectedItem[];
  /** Makes the change; the card's answer where it is worth showing. */
  carryOut(channel: ContentChannel, options: ProcedureOptions): Promise<Uint8Array | undefined>;
  /** What the card says now. */
  readBack(channel: ContentChannel): Promise<GpResultDoc['changes']>;
}
