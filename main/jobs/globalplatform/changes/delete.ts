import { fromHex, toHex } from '../../../base/bytes.ts';
import type { GpChangeInput } from '../../../contract/globalplatform.ts';
import { deleteObject } from '../../../procedures/globalplatform/manage-content.ts';
import { applicationsFrom, type ContentItem, itemOf, stateText } from '../registry.ts';
import type { ContentDraft } from './draft.ts';
import { notDeletable, notOnCard, stillInUse } from './errors.ts';
import { nameOf } from './name-of.ts';
import { readExpected } from './read-expected.ts';

/** DELETE of an application, or of a package, alone or together with its applications. */
export function draftDelete(
  { aid: text, related }: Extract<GpChangeInput, { kind: 'delete' }>,
  items: readonly ContentItem[],
): ContentDraft {
  const aid = fromHex(text);
  const item = itemOf(items, aid);
  const dependants = applicationsFrom(items, aid);
  const goes = [...(item === undefined ? [] : [item]), ...(related ? dependants : [])];
  const expected = goes.map((gone) => ({ aid: toHex(gone.aid), present: false }));
  return {
    title: `Delete ${item?.kind === 'package' ? 'the package' : 'the application'} ${nameOf(aid)}`,
    changes: goes.map((gone) => ({
      what: nameOf(gone.aid),
      before: stateText(gone),
      after: stateText(undefined),
    })),
    cautions: [
      'What is deleted is gone from the card with all its data.',
      ...(related && dependants.length > 0 ? ['The applications of the package go with it.'] : []),
    ],
    blockers: [
      ...(item === undefined ? [notOnCard(nameOf(aid))] : []),
      ...(item?.kind === 'issuer-domain' ? [notDeletable(nameOf(aid))] : []),
      ...(dependants.length > 0 && !related ? [stillInUse(nameOf(aid), dependants.length)] : []),
    ],
    expected,
    carryOut: async (channel) => {
      await deleteObject(channel, aid, related);
      return undefined;
    },
    readBack: (channel) => readExpected(channel, expected),
  };
}
