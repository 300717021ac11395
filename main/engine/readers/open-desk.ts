import { combinePorts } from '../../../native/combined-port.ts';
import { createPcscPort } from '../../../native/pcsc/pcsc-port.ts';
import type { Parts } from '../parts.ts';
import { tracedLink } from '../trace/traced-link.ts';
import { ReaderDesk } from './desk.ts';
import { identify } from './identify.ts';
import { noPcsc } from './no-pcsc.ts';

/** The desk for the readers this host wants: those of PC/SC, the simulated ones, or both. */
export async function openDesk(parts: Parts): Promise<ReaderDesk> {
  const { options, hub, log, clock, trace } = parts;
  const simulators = await parts.simulators.get();
  const pcsc = options.pcsc ? createPcscPort() : noPcsc;
  return new ReaderDesk({
    port: simulators === undefined ? pcsc : combinePorts(pcsc, simulators.port),
    hub,
    log,
    isSimulated: (reader) => simulators?.has(reader) === true,
    traced: (link, reader) => tracedLink(link, reader, clock, (exchange) => trace.add(exchange)),
    ...(options.host === 'cli' ? {} : { identify }),
  });
}
