import { Store } from '../../../store/store.ts';
import { Vault } from '../../../store/vault/vault.ts';
import { checkEntries } from '../import/checked-entry.ts';
import { parseCsvKeys } from '../import/csv.ts';
import { importKeys } from '../import/import-keys.ts';
import { atOnce } from '../stepwise.ts';

/**
 * Imports the keys of three cards into the store in the folder of the first argument, and kills itself with SIGKILL at the n-th record that it
 * writes; n is the second argument.
 */
const [, , folder = '', killAt = '0'] = process.argv;
let point = 0;
function mayDieAfter<K extends string>(target: Record<K, (...args: never[]) => unknown>, name: K): void {
  const method = target[name].bind(target);
  target[name] = (...args) => {
    const result = method(...args);
    point += 1;
    if (point === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return result;
  };
}

const store = new Store(folder);
const clock = { now: () => 1_700_000_000_000 };
const cost = { n: 16, r: 1, p: 1 };
const vault = new Vault({ keyWraps: store.keyWraps, secrets: store.secrets, clock, cost });
await vault.openByPassphrase('a passphrase for tests');
mayDieAfter(store.secrets, 'put');
mayDieAfter(store.keySets, 'put');
mayDieAfter(store, 'transaction');
const key = (first: number): string =>
  Buffer.from(Uint8Array.from({ length: 16 }, (_, at) => first * 16 + at)).toString('hex');
const file = [
  'iccid,adm1,kic1,kid1,ota1_algorithm',
  ...['8988211000000430010', '8988211000000430028', '8988211000000430036'].map(
    (iccid, at) => `${iccid},1234567${at},${key(2 * at)},${key(2 * at + 1)},aes`,
  ),
].join('\n');
atOnce(importKeys({ store, vault, clock }, atOnce(checkEntries(parseCsvKeys(file), {})), {}));
store.close();
