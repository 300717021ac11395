import { equalBytes, fromHex, toHex } from '../../../base/bytes.ts';
import { throwIfCancelled } from '../../../base/error.ts';
import { installForInstall } from '../../../card/globalplatform/content-commands.ts';
import type { GpChangeInput } from '../../../contract/globalplatform.ts';
import { type CapFile, decodeCapFile } from '../../../procedures/globalplatform/cap-file.ts';
import { loadBlocks, loadCapFile } from '../../../procedures/globalplatform/load-cap-file.ts';
import { installApplet } from '../../../procedures/globalplatform/manage-content.ts';
import { type ContentItem, itemOf, stateText } from '../registry.ts';
import type { ContentDraft } from './draft.ts';
import {
  alreadyThere,
  moduleUnclear,
  noPackage,
  notBase64,
  notInPackage,
  notOnCard,
  onlyLoaded,
} from './errors.ts';
import { nameOf } from './name-of.ts';
import { readExpected } from './read-expected.ts';

type InstallInput = Extract<GpChangeInput, { kind: 'install' }>;

/**
 * Loads the package of a CAP file, makes an application of it, or both. @param mostData bytes that one command of the channel carries
 * @throws InputError `cap.malformed`, `cap.too-large`, `gp.no-package`, `aid.invalid`
 */
export function draftInstall(
  input: InstallInput,
  items: readonly ContentItem[],
  mostData: number,
): ContentDraft {
  const cap = input.cap === undefined ? undefined : decodeCapFile(bytesOf(input.cap));
  const packageAid =
    cap?.packageAid ?? (input.packageAid === undefined ? undefined : fromHex(input.packageAid));
  if (packageAid === undefined) throw noPackage();
  const present = itemOf(items, packageAid);
  const modules = cap?.applets ?? present?.modules ?? [];
  const module = input.loadOnly === true ? undefined : moduleOf(input, modules);
  const application = module === undefined ? undefined : (hexOf(input.applicationAid) ?? module);
  const installation =
    module === undefined || application === undefined
      ? undefined
      : {
          packageAid,
          moduleAid: module,
          applicationAid: application,
          privileges: hexOf(input.privileges) ?? new Uint8Array(),
          parameters: hexOf(input.parameters) ?? new Uint8Array(),
          selectable: true,
        };
  // What cannot be written as commands is found before anything is planned.
  if (cap !== undefined) loadBlocks(cap, mostData);
  if (installation !== undefined) installForInstall(installation);
  const expected = [packageAid, ...(application === undefined ? [] : [application])].map((aid) => ({
    aid: toHex(aid),
    present: true,
  }));
  return {
    title: titleOf(cap, packageAid, application),
    changes: [
      ...(cap === undefined
        ? []
        : [
            {
              what: `package ${nameOf(packageAid)}`,
              before: stateText(present),
              after: `version ${cap.version}, ${cap.code.length} bytes`,
            },
          ]),
      ...(application === undefined
        ? []
        : [
            {
              what: `application ${nameOf(application)}`,
              before: stateText(itemOf(items, application)),
              after: 'SELECTABLE',
            },
          ]),
    ],
    cautions:
      cap === undefined ? [] : ['Code from a CAP file runs on the card: load it only from those you trust.'],
    blockers: [
      ...(cap !== undefined && present !== undefined ? [alreadyThere(nameOf(packageAid))] : []),
      ...(cap === undefined && present?.kind !== 'package' ? [notOnCard(nameOf(packageAid))] : []),
      ...(input.loadOnly !== true && module === undefined && (cap ?? present) !== undefined
        ? [moduleUnclear(modules.map(nameOf).join(', '))]
        : []),
      ...(module !== undefined && modules.length > 0 && !modules.some((held) => equalBytes(held, module))
        ? [notInPackage(nameOf(module))]
        : []),
      ...(application !== undefined && itemOf(items, application) !== undefined
        ? [alreadyThere(nameOf(application))]
        : []),
    ],
    expected,
    carryOut: async (channel, options) => {
      if (cap !== undefined) await loadCapFile(channel, cap, options);
      throwIfCancelled(options.signal, onlyLoaded);
      if (installation !== undefined) await installApplet(channel, installation);
      return undefined;
    },
    readBack: (channel) => readExpected(channel, expected),
  };
}

/** The module that is named, or the only one. */
function moduleOf({ moduleAid }: InstallInput, modules: readonly Uint8Array[]): Uint8Array | undefined {
  if (moduleAid !== undefined) return fromHex(moduleAid);
  return modules.length === 1 ? modules[0] : undefined;
}

function titleOf(
  cap: CapFile | undefined,
  packageAid: Uint8Array,
  application: Uint8Array | undefined,
): string {
  if (application === undefined) return `Load the package ${nameOf(packageAid)}`;
  const from = cap === undefined ? 'from' : 'with its package';
  return `Install the application ${nameOf(application)} ${from} ${nameOf(packageAid)}`;
}

function hexOf(text: string | undefined): Uint8Array | undefined {
  return text === undefined || text === '' ? undefined : fromHex(text);
}

/** @throws InputError `gp.not-base64` */
function bytesOf(base64: string): Uint8Array {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64)) throw notBase64();
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
