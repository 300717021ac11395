import { InputError } from '../../base/error.ts';
import type { Parts } from '../parts.ts';
import type { Simulators } from '../simulator/simulators.ts';
import type { Handler } from './context.ts';

export const listSeeds: Handler<'simulator.seeds'> = async (_input, { parts }) => {
  await openSimulators(parts);
  const lab = await import('../../lab/uicc/seed/load.ts');
  return [...lab.listSeeds()];
};

export const addSimulator: Handler<'simulator.add'> = async ({ seed }, { parts, about }) => {
  const simulators = await openSimulators(parts);
  const reader = await simulators.add(seed);
  about({ reader });
  return { reader };
};

export const removeSimulator: Handler<'simulator.remove'> = async ({ reader }, { parts }) => {
  await (await openSimulators(parts)).remove(reader);
  return {};
};

export const insertCard: Handler<'simulator.insert'> = async ({ reader }, { parts }) => {
  (await openSimulators(parts)).insert(reader);
  return {};
};

export const ejectCard: Handler<'simulator.eject'> = async ({ reader }, { parts }) => {
  (await openSimulators(parts)).eject(reader);
  return {};
};

export const setFault: Handler<'simulator.fault'> = async ({ reader, fault }, { parts }) => {
  (await openSimulators(parts)).fault(reader, fault);
  return {};
};

async function openSimulators(parts: Parts): Promise<Simulators> {
  const simulators = await parts.simulators.get();
  if (simulators !== undefined) return simulators;
  throw new InputError('simulator.off', 'This host offers no simulated readers.', {
    hint: 'Use the app, the station or the command line with the simulator switched on.',
  });
}
