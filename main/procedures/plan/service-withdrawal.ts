import { equalBytes } from '../../base/bytes.ts';
import { decodeContent } from '../../card/files/decode-content.ts';
import { ef1m2mst } from '../../card/files/onem2m/service-table.ts';
import { isAt } from '../inventory/to-read.ts';
import type { Inventory } from '../inventory/types.ts';
import { cautionFor } from './cautions.ts';
import { type StepDraft, stages } from './draft.ts';
import { conditionOf } from './existing-file.ts';
import type { DesiredContent } from './types.ts';

/** EF_1M2MST as it is on the card and as it will be; `undefined` when it is not there yet, not readable, or not of the profile. */
export interface TableChange {
  readonly before: Uint8Array;
  /** Writes what it will hold at the end, whether or not that differs. */
  readonly step: Extract<StepDraft, { kind: 'update-binary' }>;
}

/** @param updateKey assumed where the card does not tell its access conditions */
export function tableChange(
  inventory: Inventory,
  desired: readonly DesiredContent[],
  updateKey: number,
): TableChange | undefined {
  const wanted = desired.find(({ name }) => name === ef1m2mst.name);
  const reading = wanted === undefined ? undefined : inventory.files.find(isAt(wanted.path));
  const before = reading?.contents[0];
  if (wanted === undefined || reading === undefined || before?.length !== wanted.content.length)
    return undefined;
  const caution = cautionFor(ef1m2mst, before);
  return {
    before,
    step: {
      kind: 'update-binary',
      path: wanted.path,
      declaration: ef1m2mst,
      name: ef1m2mst.name,
      needs: conditionOf(reading, 'update', updateKey),
      ...(reading.fcp?.sfi === undefined ? {} : { sfi: reading.fcp.sfi }),
      after: wanted.content,
      ...(caution === undefined ? {} : { caution }),
      stage: stages.announceServices,
    },
  };
}

/**
 * A change of a card in use begins by withdrawing services and ends by announcing them: those that go away, those whose file gets another
 * value, and all of them when the subscription or its provider changes. A card that is interrupted in between never offers a service it cannot
 * serve, nor one with the values of another owner. Nothing is withdrawn from a table that announces none of them.
 */
export function withdrawFirst(
  drafts: readonly StepDraft[],
  table: TableChange | undefined,
): readonly StepDraft[] {
  const changed = drafts.filter(isContentStep).flatMap(({ declaration }) => declaration?.presence ?? []);
  if (table === undefined || changed.length === 0) return drafts;
  const { before, step } = table;
  const after = servicesIn(step.after);
  const kept = changed.includes('mandatory')
    ? []
    : servicesIn(before).filter(
        (service) => after.includes(service) && !changed.some((each) => needs(each, service)),
      );
  const reduced = ef1m2mst.codec.encode(kept, before.length);
  if (equalBytes(reduced, before)) return drafts;
  const others = drafts.filter((draft) => draft.name !== ef1m2mst.name || draft.kind !== 'update-binary');
  const withdrawal: StepDraft = { ...step, before, after: reduced, stage: stages.withdrawServices };
  if (equalBytes(reduced, step.after)) return [withdrawal, ...others];
  return [withdrawal, ...others, { ...step, before: reduced, stage: stages.announceServices }];
}

function isContentStep({ stage }: StepDraft): boolean {
  return stage === stages.content;
}

function needs(presence: 'mandatory' | 'optional' | { readonly service: number }, service: number): boolean {
  return typeof presence === 'object' && presence.service === service;
}

/** Nothing of a table that cannot be read is worth keeping. */
function servicesIn(content: Uint8Array): readonly number[] {
  const { value } = decodeContent(ef1m2mst, content);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}
