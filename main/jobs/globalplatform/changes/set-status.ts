import { fromHex, hex8, toHex } from '../../../base/bytes.ts';
import { cardStates, lifeCycleWord, lockedBit } from '../../../card/globalplatform/life-cycle.ts';
import type { GpChangeInput } from '../../../contract/globalplatform.ts';
import type { ContentChannel } from '../../../procedures/globalplatform/content-channel.ts';
import { makeSelectable, setStatus } from '../../../procedures/globalplatform/manage-content.ts';
import { type ContentItem, itemOf, stateText } from '../registry.ts';
import type { ContentDraft } from './draft.ts';
import { alreadySo, noStateOf, notOnCard } from './errors.ts';
import { nameOf } from './name-of.ts';
import { readExpected } from './read-expected.ts';

type State = Extract<GpChangeInput, { kind: 'set-status' }>['state'];

const selectable = 0x07;

/** SET STATUS of an application or of the card, and INSTALL [for make selectable]. */
export function draftSetStatus(
  { aid: text, state }: Extract<GpChangeInput, { kind: 'set-status' }>,
  items: readonly ContentItem[],
): ContentDraft {
  const aid = fromHex(text);
  const item = itemOf(items, aid);
  const target = item === undefined ? undefined : targetOf(item, state);
  const name = nameOf(aid);
  const expected =
    target === undefined ? [] : [{ aid: toHex(aid), present: true, lifeCycle: hex8(target).toLowerCase() }];
  return {
    title: `Set the state of ${name} to ${state}`,
    changes:
      item === undefined || target === undefined
        ? []
        : [{ what: name, before: stateText(item), after: lifeCycleWord(item.kind, target) }],
    cautions: cautionsFor(state),
    blockers: [
      ...(item === undefined ? [notOnCard(name)] : []),
      ...(item !== undefined && target === undefined ? [noStateOf(name, state)] : []),
      ...(item !== undefined && target === item.lifeCycle ? [alreadySo(name, stateText(item))] : []),
    ],
    expected,
    carryOut: async (channel) => {
      if (item !== undefined && target !== undefined) await change(channel, item, state, target);
      return undefined;
    },
    readBack: (channel) => readExpected(channel, expected),
  };
}

/** The state byte that is wanted; undefined where there is no such state. */
function targetOf({ kind, lifeCycle }: ContentItem, state: State): number | undefined {
  if (kind === 'package') return undefined;
  if (kind === 'issuer-domain') {
    if (state === 'card-locked') return cardStates.locked;
    if (state === 'secured') return cardStates.secured;
    return state === 'terminated' ? cardStates.terminated : undefined;
  }
  if (state === 'locked') return lifeCycle | lockedBit;
  if (state === 'unlocked') return lifeCycle & ~lockedBit;
  // The other way round, from a state of its own, only the application itself leads back.
  return state === 'selectable' && lifeCycle <= selectable ? selectable : undefined;
}

function change(channel: ContentChannel, item: ContentItem, state: State, target: number): Promise<void> {
  const { kind, aid, privileges } = item;
  if (state === 'selectable') return makeSelectable(channel, aid, privileges ?? new Uint8Array());
  return setStatus(channel, kind === 'issuer-domain' ? 'security-domain' : 'applications', target, aid);
}

function cautionsFor(state: State): readonly string[] {
  if (state === 'terminated') return ['A terminated card is ended for good: nothing brings it back.'];
  if (state === 'card-locked')
    return ['A locked card runs no application but the security domain, until it is unlocked with its keys.'];
  return state === 'locked' ? ['A locked application cannot be selected until it is unlocked.'] : [];
}
