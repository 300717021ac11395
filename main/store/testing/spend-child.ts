import { appendFileSync } from 'node:fs';
import { Store } from '../store.ts';

/**
 * Spends counters of one card and key set in the store of the first argument, as many as the second says, and appends each to the file of the
 * third argument only after it was spent, as a packet would leave. Kills itself with SIGKILL after the n-th was spent and before it is noted;
 * n is the fourth argument.
 */
const [, , folder = '', count = '0', file = '', killAt = '0'] = process.argv;
const store = new Store(folder);
const place = { iccid: '8988211000000430010', simulated: false, keySet: 'set' };
for (let i = 1; i <= Number(count); i++) {
  const counter = store.otaCounters.spend(place, (last = 0) => last + 1, 1);
  if (i === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  appendFileSync(file, `${counter}\n`);
}
store.close();
