import type { TestEngine } from './test-engine.ts';

/** Every call of the AKA bench once; a card of its own is asked for a local key, for few cards know that context. */
export async function answerAkaCalls(engine: TestEngine, reader: string): Promise<void> {
  const algorithm = {
    name: 'milenage',
    k: '465b5ce8b199b49faa5f0a2ee238a6bc',
    opc: 'cd63cb71954a9f4e48a5994e37a02baf',
  } as const;
  await engine.call('aka.authenticate', { reader, application: 'usim', context: '3g', algorithm });
  const { rand, autn } = await engine.call('aka.vector', { algorithm, sqn: '000000000021', amf: '8000' });
  await engine.call('aka.explain', { rand, autn, algorithm });
  const { reader: other } = await engine.call('simulator.add', { seed: 'two-modules' });
  await engine.call('aka.localKey', {
    reader: other,
    application: 'usim',
    naf: 'keycentre.example.com',
    terminal: 'gateway-7',
    terminalApplication: 'cardwright',
  });
  await engine.call('simulator.remove', { reader: other });
}
