// Connects to all readers that are named as arguments, has one exchange on each at the same time, and prints the answers.
import { createPcscPort } from '../../../native/pcsc/pcsc-port.ts';

const port = createPcscPort({ exchangeTimeout: 5_000 });
const connections = await Promise.all(process.argv.slice(2).map((name) => port.connect(name)));
const stop = port.watch(() => undefined);
const outcomes = await Promise.allSettled(
  connections.map((connection) =>
    connection.exchange(Uint8Array.of(0, 0xb0, 0, 0, 1), { name: 'READ BINARY', sensitive: 'none' }),
  ),
);
stop();
console.log(
  JSON.stringify(
    outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? Buffer.from(outcome.value).toString('hex') : outcome.reason.code,
    ),
  ),
);
await port.close();
