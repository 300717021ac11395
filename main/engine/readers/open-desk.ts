import { combinePorts } from '../../../native/combined-port.ts';
import { createPcscPort } from '../../../native/pcsc/pcsc-port.ts';
import type { Clock } from '../../base/ports.ts';
import type { EventHub } from '../event-hub.ts';
import type { EngineLog } from '../log.ts';
import type { EngineOptions } from '../options.ts';
import type { Simulators } from '../simulator/simulators.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import { tracedLink } from '../trace/traced-link.ts';
import { ReaderDesk } from './desk.ts';
import { identify } from './identify.ts';
import { noPcsc } from './no-pcsc.ts';

export interface DeskNeeds {
  readonly options: Pick<EngineOptions, 'pcsc' | 'host'>;
  readonly hub: EventHub;
  readonly log: EngineLog;
  readonly clock: Clock;
  readonly trace: TraceLog;
  readonly simulators: Simulators | undefined;
}

/** The desk for the readers this host wants: those of PC/SC, the simulated ones, or both. */
export function openDesk({ options, hub, log, clock, trace, simulators }: DeskNeeds): ReaderDesk {
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
