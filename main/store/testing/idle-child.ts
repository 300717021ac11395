import { Store } from '../store.ts';

/** Opens the store in the folder of the first argument, tells its presence id and stays until it is killed. */
const store = new Store(process.argv[2] ?? '');
process.send?.(store.presence.id);
setInterval(() => store.presence.id, 60_000);
