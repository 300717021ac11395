import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from '../store.ts';
import { samplePlan, sampleReceipt, sampleRun } from './samples.ts';

/**
 * Applies a plan of five steps to a “card” that is a file to which each write appends a letter, and ends with a receipt. Kills itself with
 * SIGKILL at the n-th of the points where an engine may die; n is the second argument.
 */
const [, , folder = '', killAt = '0'] = process.argv;
const steps = 5;
let point = 0;
function mayDie(): void {
  point += 1;
  if (point === Number(killAt)) process.kill(process.pid, 'SIGKILL');
}

const store = new Store(folder);
mayDie();
store.plans.insert({ document: samplePlan('plan', steps), program: '{}', simulated: false });
mayDie();
store.plans.begin('plan', sampleRun('receipt'), store.presence.id);
mayDie();
for (let i = 0; i < steps; i++) {
  store.steps.intend('plan', i, 1);
  mayDie();
  appendFileSync(join(folder, 'card'), String(i));
  mayDie();
  store.steps.end('plan', i, { state: 'done', sw: '9000' }, 2);
  mayDie();
}
store.transaction(() => {
  store.receipts.append(sampleReceipt('receipt', 'plan'));
  mayDie();
  store.plans.end('plan', 'applied');
  mayDie();
});
mayDie();
store.close();
