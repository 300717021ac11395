import { equalBytes, toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { knownAidName } from '../../card/globalplatform/known-aids.ts';
import { type LifeCycleOwner, lifeCycleWord } from '../../card/globalplatform/life-cycle.ts';
import { isSecurityDomain, privilegeNames } from '../../card/globalplatform/privileges.ts';
import type { GpItemDoc } from '../../contract/globalplatform.ts';
import type { CommandRunner } from '../../procedures/globalplatform/content-channel.ts';
import { listRegistry, type RegistryItem } from '../../procedures/globalplatform/list-registry.ts';

/** What is on the card, of which kind. */
export interface ContentItem extends RegistryItem {
  readonly kind: LifeCycleOwner;
}

/** The whole registry: the security domain itself, applications, packages with what is in them. */
export async function readRegistry(channel: CommandRunner): Promise<readonly ContentItem[]> {
  const issuer = await listRegistry(channel, 'security-domain');
  const applications = await listRegistry(channel, 'applications');
  const packages = await packagesOf(channel);
  return [
    ...issuer.map((item) => ({ ...item, kind: 'issuer-domain' as const })),
    ...applications.map((item) => ({
      ...item,
      kind: isSecurityDomain(item.privileges) ? ('domain' as const) : ('application' as const),
    })),
    ...packages.map((item) => ({ ...item, kind: 'package' as const })),
  ];
}

/** Some cards do not tell the modules of a package: then the packages alone. */
async function packagesOf(channel: CommandRunner): Promise<readonly RegistryItem[]> {
  try {
    return await listRegistry(channel, 'packages-with-modules');
  } catch (error) {
    if (!(error instanceof CardwrightError) || error.details['sw'] === undefined) throw error;
    return listRegistry(channel, 'packages');
  }
}

export function itemOf(items: readonly ContentItem[], aid: Uint8Array): ContentItem | undefined {
  return items.find((item) => equalBytes(item.aid, aid));
}

/** Applications that came from a package. */
export function applicationsFrom(items: readonly ContentItem[], aid: Uint8Array): readonly ContentItem[] {
  return items.filter(({ packageAid }) => packageAid !== undefined && equalBytes(packageAid, aid));
}

export function presentItem(item: ContentItem): GpItemDoc {
  const { kind, aid, lifeCycle, privileges, packageAid, modules } = item;
  const name = knownAidName(aid);
  return {
    kind,
    aid: toHex(aid),
    ...(name === undefined ? {} : { name }),
    lifeCycle: { code: toHex(Uint8Array.of(lifeCycle)), word: lifeCycleWord(kind, lifeCycle) },
    privileges: privileges === undefined ? [] : [...privilegeNames(privileges)],
    ...(packageAid === undefined ? {} : { packageAid: toHex(packageAid) }),
    modules: modules.map(toHex),
  };
}

/** `SELECTABLE` for a person; `not on the card`. */
export function stateText(item: ContentItem | undefined): string {
  return item === undefined ? 'not on the card' : lifeCycleWord(item.kind, item.lifeCycle);
}
