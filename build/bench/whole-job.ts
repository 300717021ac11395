import { InternalError } from '../../main/base/error.ts';
import type { CallInput, CallName, CallOutput } from '../../main/contract/calls.ts';
import { calls } from '../../main/contract/calls.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import type { BenchRow } from './reader-layer.ts';
import type { Stage } from './stage.ts';
import { median } from './statistics.ts';

/** The published ADM1 of the seed. */
const adm1 = { format: 'digits', value: '12345678' } as const;

const values = {
  'subscription-id': 'sub-0001',
  'service-provider-id': '//sp.example.com',
  'node-id': 'urn:gsma:imei:90420156-025763-0',
  'cse-id': '//sp.example.com/cse-gw1',
  'ae-ids': ['S0190-sensor', 'S0190-meter'],
  'in-cse-ids': ['//sp.example.com/in-cse'],
  'maf-fqdn': 'maf.example.com',
  'mef-addresses': ['mef.example.com', '192.0.2.1'],
};

/** pySim's `export --json` on another card with the same kind of virtual reader: 27 files, 1.04 s. Measured once, not in this run. */
const pySim = { files: 27, seconds: 1.04 };

async function call<N extends CallName>(
  engine: Engine,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const answer = await engine.handle({ id: crypto.randomUUID(), call: name, input }, 'cli');
  if (!answer.ok)
    throw new InternalError('bench.call', `${name}: ${answer.error.what}`, { hint: answer.error.hint });
  return calls[name].output.parse(answer.output) as CallOutput<N>; // oxlint-disable-line typescript/no-unsafe-type-assertion
}

/** A full inventory and the provisioning of all nine files, through the engine, pcscd and vpcd. */
export async function benchWholeJob(stage: Stage): Promise<BenchRow[]> {
  await stage.insert('usim-prepersonalised');
  const engine = await createEngine({
    folder: `${stage.folder}/engine`,
    host: 'cli',
    pcsc: true,
    simulator: false,
    version: '0.0.0',
  });
  try {
    const { reader } = stage;
    const inventories = [];
    for (let i = 0; i < 9; i++) inventories.push(await call(engine, 'card.report', { reader, scope: 'all' }));
    const [first] = inventories;
    const files = first?.files.filter((file) => file.kind === 'ef' && file.state === 'read').length ?? 0;
    const milliseconds = median(inventories.map((inventory) => inventory.elapsedMs));
    const started = performance.now();
    const plan = await call(engine, 'plan.make', { reader, profile: 'access-network', values });
    const receipt = await call(engine, 'plan.apply', {
      plan: plan.id,
      iccid: plan.iccid,
      keys: { ADM1: adm1 },
    });
    const elapsed = performance.now() - started;
    if (receipt.result !== 'verified')
      throw new InternalError('bench.not-verified', `The job ended as ${receipt.result}.`, {
        hint: 'Run it by hand.',
      });
    const pySimPerFile = (pySim.seconds * 1000) / pySim.files;
    return [
      { name: 'full inventory, files read', value: files, unit: 'files' },
      { name: 'full inventory, APDUs', value: first?.apdus ?? Number.NaN, unit: 'APDUs' },
      { name: 'full inventory', value: milliseconds, unit: 'ms' },
      { name: 'pySim export, for as many files (38.5 ms a file)', value: pySimPerFile * files, unit: 'ms' },
      { name: 'inventory, faster than pySim', value: (pySimPerFile * files) / milliseconds, unit: 'times' },
      { name: 'nine files, steps', value: plan.steps.length, unit: 'steps' },
      { name: 'nine files, apply and verify, APDUs', value: receipt.apdus, unit: 'APDUs' },
      { name: 'nine files, plan to receipt', value: elapsed, unit: 'ms' },
    ];
  } finally {
    await engine.close();
  }
}
