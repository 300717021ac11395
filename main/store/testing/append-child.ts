import { Store } from '../store.ts';
import { sampleReceipt } from './samples.ts';

/** Appends as many receipts as the second argument says to the store in the folder of the first, as fast as it can. */
const [, , folder = '', count = '0', name = ''] = process.argv;
const store = new Store(folder);
for (let i = 0; i < Number(count); i++) store.receipts.append(sampleReceipt(`${name}-${i}`, 'plan'));
store.close();
