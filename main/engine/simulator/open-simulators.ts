import type { Store } from '../../store/store.ts';
import { Lazy } from '../lazy.ts';
import type { EngineLog } from '../log.ts';
import { Claim } from './claim.ts';
import { ImageFolder } from './image-folder.ts';
import { Simulators } from './simulators.ts';

/** The simulated readers that are kept in a data folder. */
export async function openSimulators(
  folder: string,
  store: Lazy<Store>,
  log: EngineLog,
): Promise<Simulators> {
  const images = new ImageFolder(folder);
  const simulators = new Simulators(images, new Lazy(async () => new Claim(images.path, await store.get())));
  await simulators.restore(log);
  return simulators;
}
