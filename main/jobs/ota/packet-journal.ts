import { toHex } from '../../base/bytes.ts';
import type { SentPacketDoc } from '../../contract/ota.ts';
import type { Actor } from '../actor.ts';
import { Audit } from '../audit.ts';
import type { JobDeps } from '../deps.ts';

/** The card that packets go to. */
export interface PacketTarget {
  readonly iccid: string;
  readonly simulated: boolean;
  readonly reader: string;
}

/** The intents and outcomes of packets from the bench, and their lines in the audit log. */
export class PacketJournal {
  readonly #deps: JobDeps;
  readonly #target: PacketTarget;
  readonly #keys: string;
  readonly #actor: Actor;
  #open: { readonly id: string; readonly title: string } | undefined;

  /** @param keySet name of the stored key set; undefined for typed keys or none */
  constructor(deps: JobDeps, target: PacketTarget, keySet: string | undefined, actor: Actor) {
    this.#deps = deps;
    this.#target = target;
    this.#keys = keySet === undefined ? 'keys that are not stored' : `“${keySet}”`;
    this.#actor = actor;
  }

  /** On the disk when it returns: before the packet leaves. */
  intend(tar: Uint8Array, counter: number | undefined): void {
    const { store, ids, clock } = this.#deps;
    const { iccid, simulated, reader } = this.#target;
    const id = ids.next();
    const counted = counter === undefined ? 'without counter' : `with counter ${counter}`;
    const title = `OTA packet to ${toHex(tar).toUpperCase()} ${counted}, ${this.#keys}`;
    const document = { title, reader, domain: toHex(tar), expected: [] };
    store.cardChanges.intend(
      { id, iccid, simulated, kind: 'ota-packet', document, intentAt: clock.now() },
      store.presence.id,
    );
    this.#open = { id, title };
  }

  end(state: 'done' | 'failed' | 'unknown', sent: SentPacketDoc): void {
    const { store, clock } = this.#deps;
    if (this.#open === undefined) return;
    const { id, title } = this.#open;
    store.transaction(() => {
      store.cardChanges.end(id, state, clock.now(), sent.error);
      const { iccid, reader } = this.#target;
      const subject = { action: 'ota.send', reader, iccid };
      const outcome = state === 'done' ? 'done' : 'failed';
      new Audit(store, clock).write(this.#actor, subject, outcome, `${title}: ${resultOf(state, sent)}`);
    });
    this.#open = undefined;
  }
}

/** What became of it, in a sentence. */
function resultOf(state: 'done' | 'failed' | 'unknown', { proof, error }: SentPacketDoc): string {
  if (state === 'unknown') return `the outcome is unknown. ${error?.what ?? ''}`.trimEnd();
  if (error !== undefined) return error.what;
  if (proof?.status === undefined) return 'sent; no proof of receipt was asked for or came.';
  const commands = proof.executed === undefined ? '' : `, ${proof.executed} commands executed`;
  const last = proof.responses?.at(-1);
  return `${proof.status.name}${commands}${last === undefined ? '' : `, last ${last.sw.toUpperCase()}`}.`;
}
