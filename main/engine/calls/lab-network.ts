import { InputError } from '../../base/error.ts';
import type { LabNetworkSettings } from '../../lab/network/lab-network.ts';
import type { LabNetworkSwitch } from '../lab-network/lab-network-switch.ts';
import type { Parts } from '../parts.ts';
import type { ParsedInput } from '../validate.ts';
import type { Handler } from './context.ts';

export const labNetwork: Handler<'lab.network'> = async (input, { parts }) => {
  const network = await openLabNetwork(parts);
  const { running, settings, fault, offline } = input;
  const starts = running ?? settings !== undefined;
  if (starts) await network.start(settings === undefined ? undefined : given(settings));
  if (running === false) await network.stop();
  if (fault !== undefined) (await network.running()).setFault(fault);
  if (offline === undefined) return { network: await network.doc() };
  const document = await operate(network, offline);
  return { network: await network.doc(), document };
};

type OfflineStep = NonNullable<ParsedInput<'lab.network'>['offline']>;

async function operate(network: LabNetworkSwitch, step: OfflineStep): Promise<string> {
  const { operator } = await network.running();
  return step.step === 'challenge' ? operator.challenge(step.impi) : operator.answer(step.answer);
}

type GivenSettings = NonNullable<ParsedInput<'lab.network'>['settings']>;

const given = ({ mode, lifetime, digest, qop }: GivenSettings): LabNetworkSettings => ({
  ...(mode === undefined ? {} : { mode }),
  ...(lifetime === undefined ? {} : { lifetime }),
  ...(digest === undefined ? {} : { digest }),
  ...(qop === undefined ? {} : { qop }),
});

async function openLabNetwork(parts: Parts): Promise<LabNetworkSwitch> {
  const network = await parts.labNetwork.get();
  if (network !== undefined) return network;
  throw new InputError('simulator.off', 'This host offers no simulated readers.', {
    hint: 'Use the app, the station or the command line with the simulator switched on.',
  });
}
