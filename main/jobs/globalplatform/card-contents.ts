import { fromHex, toHex } from '../../base/bytes.ts';
import { CardError, type CardwrightError, InputError } from '../../base/error.ts';
import type {
  GpChangeInput,
  GpInfoDoc,
  GpItemDoc,
  GpKeysInput,
  GpPlanDoc,
  GpResultDoc,
} from '../../contract/globalplatform.ts';
import { checkSameCard } from '../../procedures/apply/same-card.ts';
import { CardFiles } from '../../procedures/card-files.ts';
import { findDomain } from '../../procedures/globalplatform/find-domain.ts';
import { readCardData } from '../../procedures/globalplatform/read-card-data.ts';
import { identifyCard } from '../../procedures/inventory/identify.ts';
import type { ProcedureOptions } from '../../procedures/progress.ts';
import type { CardChange } from '../../store/card-changes.ts';
import type { Actor } from '../actor.ts';
import { Audit } from '../audit.ts';
import { keyedCard } from '../custody/keyed-card.ts';
import type { KeyedCard } from '../custody/types.ts';
import type { JobCard } from '../job-card.ts';
import { presentError } from '../present/error.ts';
import { applyContents } from './apply-contents.ts';
import { applyKeys } from './apply-keys.ts';
import { ChangeJournal } from './change-journal.ts';
import { draftDelete } from './changes/delete.ts';
import type { ContentDraft } from './changes/draft.ts';
import { unresolvedChange } from './changes/errors.ts';
import { draftInstall } from './changes/install.ts';
import { draftKeyChange, keyChangeProblem } from './changes/key-change.ts';
import { draftSetStatus } from './changes/set-status.ts';
import { draftStoreData } from './changes/store-data.ts';
import type { ContentDeps } from './deps.ts';
import { forgetSource, keySourceOf } from './key-source.ts';
import { type PlannedChange, PlanShelf } from './plan-shelf.ts';
import { presentInfo } from './present-info.ts';
import { presentItem, readRegistry } from './registry.ts';
import { resolveByRegistry, resolveKeyChanges } from './resolve-changes.ts';
import { type OpenDomain, withDomain } from './with-domain.ts';

/** What is asked of the security domain of a card; the issuer's unless `domain` (hexadecimal) names another. */
export interface DomainRequest {
  readonly domain?: string | undefined;
  readonly keys: GpKeysInput;
}

/** Security domains, applications and key sets of a card: look, plan a change, make it, read back. */
export class CardContents {
  readonly #deps: ContentDeps;
  readonly #plans = new PlanShelf();

  constructor(deps: ContentDeps) {
    this.#deps = deps;
  }

  /** What the security domain tells without keys. What an earlier change of keys left unknown is cleared up, if the vault is open. */
  async info(card: JobCard, domain: string | undefined): Promise<GpInfoDoc> {
    const { session, reader } = card;
    const known = await this.#knownCard(card);
    const aid = await findDomain(session, aidOf(domain));
    const data = await readCardData(session);
    const open =
      known === undefined ? [] : await resolveKeyChanges(this.#deps, { ...card, ...known }, { aid, data });
    const sets = known === undefined ? [] : this.#deps.custody.keySets(known);
    return presentInfo(reader, known?.iccid, aid, data, sets, open);
  }

  async list(card: JobCard, { domain, keys }: DomainRequest): Promise<GpItemDoc[]> {
    const known = await this.#requireKnown(card);
    const source = keySourceOf(this.#deps.custody, known, keys);
    try {
      return await withDomain(
        this.#deps,
        { ...card, ...known },
        source,
        aidOf(domain),
        async ({ channel, aid }) => {
          const items = await readRegistry(channel);
          resolveByRegistry(this.#deps, known, aid, items);
          return items.map(presentItem);
        },
      );
    } finally {
      forgetSource(source);
    }
  }

  /** What a change would do to this card; it only reads. The plan waits in memory for {@link apply}. */
  async plan(
    card: JobCard,
    { domain, keys, change }: DomainRequest & { readonly change: GpChangeInput },
    options: ProcedureOptions = {},
  ): Promise<GpPlanDoc> {
    const known = await this.#requireKnown(card);
    const at = { ...card, ...known };
    options.onProgress?.({ what: 'Looking at key sets', done: 0 });
    const open = await this.#unresolved(at, domain, keys);
    // After that: what was found out may have put other keys in the place of a stored set.
    const source = keySourceOf(this.#deps.custody, known, keys);
    try {
      return await withDomain(this.#deps, at, source, aidOf(domain), async (opened) => {
        options.onProgress?.({ what: 'Reading the registry', done: 0 });
        const planned = await this.#draft(known, change, source, opened);
        const { title, changes, cautions, blockers } = planned.draft;
        const doc: GpPlanDoc = {
          id: this.#deps.ids.next(),
          createdAt: this.#deps.clock.now(),
          reader: card.reader,
          iccid: known.iccid,
          kind: change.kind,
          title,
          changes: [...changes],
          cautions: [...cautions],
          blockers: [...blockersOf(open, change), ...blockers].map(presentError),
        };
        this.#plans.put({ doc, simulated: card.simulated, source, domain: opened.aid, change: planned });
        return doc;
      });
    } catch (error) {
      forgetSource(source);
      throw error;
    }
  }

  /**
   * Makes a planned change. Once it was begun there is a result, whatever the end; before that, the error is thrown and the plan is as it was.
   * @throws InputError `gp.plan-unknown`, `gp.plan-running`, `gp.plan-blocked`, `gp.plan-stale`, `gp.name-taken`, `gp.other-card`; CardError
   * `card.swapped`, `gp.unresolved`; what opening the channel throws
   */
  async apply(
    card: JobCard,
    request: { readonly plan: string; readonly iccid: string },
    actor: Actor,
    options: ProcedureOptions = {},
  ): Promise<GpResultDoc> {
    const subject = { action: 'gp.apply', reader: card.reader, iccid: request.iccid };
    return new Audit(this.#deps.store, this.#deps.clock).failing(actor, subject, async () => {
      return this.#plans.use(request.plan, async (plan) => {
        checkApplicable(plan, request.iccid, card.simulated);
        await checkSameCard(new CardFiles(card.session), plan.doc.iccid);
        const known = await keyedCard(this.#deps.custody, card.session, {
          iccid: plan.doc.iccid,
          simulated: card.simulated,
        });
        const problem =
          plan.change.kind === 'keys' ? keyChangeProblem(this.#deps, known, plan.change.draft) : undefined;
        if (problem !== undefined) throw problem;
        const at = { ...card, ...known };
        return withDomain(this.#deps, at, plan.source, plan.domain, (opened) =>
          this.#carryOut(at, plan, opened, actor, options),
        );
      });
    });
  }

  /** Forgets all plans and the keys in them. */
  close(): void {
    this.#plans.clear();
  }

  async #carryOut(
    card: JobCard & KeyedCard,
    plan: PlannedChange,
    opened: OpenDomain,
    actor: Actor,
    options: ProcedureOptions,
  ): Promise<GpResultDoc> {
    const { id, kind, title, reader, iccid } = plan.doc;
    const { change } = plan;
    const document = {
      title,
      reader,
      domain: toHex(opened.aid),
      expected: change.kind === 'contents' ? [...change.draft.expected] : [],
      ...(change.kind === 'keys' ? { keySet: change.draft.keySet } : {}),
    };
    const { simulated } = card;
    const journal = new ChangeJournal(this.#deps, { id, iccid, simulated, kind, document }, actor);
    options.onProgress?.({ what: title, done: 0 });
    try {
      return change.kind === 'keys'
        ? await applyKeys(this.#deps, card, id, change.draft, opened, journal)
        : await applyContents(id, change.draft, opened, card.session, journal, options);
    } finally {
      // A change that was begun is never made a second time.
      if (journal.begun) this.#plans.forget(id);
    }
  }

  async #draft(
    card: KeyedCard,
    change: GpChangeInput,
    source: PlannedChange['source'],
    opened: OpenDomain,
  ): Promise<PlannedChange['change']> {
    if (change.kind === 'put-key')
      return { kind: 'keys', draft: draftKeyChange(this.#deps, card, change, source, opened) };
    return { kind: 'contents', draft: await this.#contentDraft(card, change, opened) };
  }

  async #contentDraft(
    card: KeyedCard,
    change: Exclude<GpChangeInput, { kind: 'put-key' }>,
    { channel, aid }: OpenDomain,
  ): Promise<ContentDraft> {
    if (change.kind === 'store-data') return draftStoreData(change, channel);
    const items = await readRegistry(channel);
    resolveByRegistry(this.#deps, card, aid, items);
    if (change.kind === 'install') return draftInstall(change, items, channel.mostData);
    return change.kind === 'delete' ? draftDelete(change, items) : draftSetStatus(change, items);
  }

  async #unresolved(
    card: JobCard & KeyedCard,
    domain: string | undefined,
    keys: GpKeysInput,
  ): Promise<readonly CardChange[]> {
    const { store, custody } = this.#deps;
    if (store.cardChanges.unknown(card.iccid, card.simulated).length === 0) return [];
    const set = keys.kind === 'stored' ? custody.keySet(keys.set, card) : undefined;
    const own = set?.kind === 'globalplatform' ? set.domain : undefined;
    const aid = await findDomain(card.session, aidOf(domain ?? own));
    const data = await readCardData(card.session);
    const offered = keys.kind === 'typed' ? keySourceOf(custody, card, keys) : undefined;
    try {
      return await resolveKeyChanges(this.#deps, card, { aid, data }, offered);
    } finally {
      if (offered !== undefined) forgetSource(offered);
    }
  }

  async #knownCard({ session, simulated }: JobCard): Promise<KeyedCard | undefined> {
    const { iccid } = await identifyCard(new CardFiles(session));
    return iccid === undefined ? undefined : keyedCard(this.#deps.custody, session, { iccid, simulated });
  }

  async #requireKnown(card: JobCard): Promise<KeyedCard> {
    const known = await this.#knownCard(card);
    if (known !== undefined) return known;
    throw new CardError(
      'gp.no-iccid',
      'The card does not tell its ICCID, so that it cannot be recognised again.',
      {
        hint: 'Use another card: a card that cannot be identified is not changed.',
        meaning: 'Nothing was changed.',
        clause: 'ETSI TS 102 221 13.2',
      },
    );
  }
}

const aidOf = (domain: string | undefined): Uint8Array | undefined =>
  domain === undefined ? undefined : fromHex(domain);

/** Keys are not put while it is open which keys the card has. */
function blockersOf(open: readonly CardChange[], { kind }: GpChangeInput): readonly CardwrightError[] {
  return kind === 'put-key' ? open.map(({ document }) => unresolvedChange(document.title)) : [];
}

function checkApplicable({ doc, simulated }: PlannedChange, iccid: string, isSimulated: boolean): void {
  const [blocker] = doc.blockers;
  if (blocker !== undefined)
    throw new InputError('gp.plan-blocked', `This change cannot be made: ${blocker.what}`, {
      hint: blocker.hint,
      meaning: 'The card was not touched.',
      details: { reason: blocker.code },
    });
  if (doc.iccid === iccid && simulated === isSimulated) return;
  throw new InputError('gp.other-card', 'The change was planned for another card.', {
    hint: 'Put that card into the reader, or plan the change for this one.',
    meaning: 'The card was not touched.',
    details: { planned: doc.iccid, given: iccid },
  });
}
