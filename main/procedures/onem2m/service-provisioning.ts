import type { FilePath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { readTexts } from './read-values.ts';

/** What a device needs to bootstrap the M2M service subscription of a card. Absent: not assigned, or its service is not announced. */
export interface ServiceProvisioning {
  readonly subscriptionId?: string;
  readonly serviceProviderId?: string;
  /** Service 1. */
  readonly cseId?: string;
  /** Service 2. */
  readonly inCseIds: readonly string[];
  /** Service 3. */
  readonly mafFqdn?: string;
  /** Service 6. */
  readonly nodeId?: string;
}

/**
 * The service provisioning procedure, TS-0003 D.2.2.4: EF_1M2MSID and EF_1M2MSPID, and what `services` announce of EF_CSEID, EF_M2MNID,
 * EF_INCSEIDS and EF_MAFFQDN.
 * @throws CardError `file.not-found`, `file.malformed`
 */
export async function readServiceProvisioning(
  files: CardFiles,
  home: FilePath,
  services: ReadonlySet<number>,
): Promise<ServiceProvisioning> {
  const read = (name: string): Promise<readonly string[]> => readTexts(files, home, name);
  const readFor = (service: number, name: string): Promise<readonly string[]> =>
    services.has(service) ? read(name) : Promise.resolve([]);
  const [subscriptionId] = await read('EF_1M2MSID');
  const [serviceProviderId] = await read('EF_1M2MSPID');
  const [cseId] = await readFor(1, 'EF_CSEID');
  const [nodeId] = await readFor(6, 'EF_M2MNID');
  const inCseIds = await readFor(2, 'EF_INCSEIDS');
  const [mafFqdn] = await readFor(3, 'EF_MAFFQDN');
  return {
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(serviceProviderId === undefined ? {} : { serviceProviderId }),
    ...(cseId === undefined ? {} : { cseId }),
    inCseIds,
    ...(mafFqdn === undefined ? {} : { mafFqdn }),
    ...(nodeId === undefined ? {} : { nodeId }),
  };
}
