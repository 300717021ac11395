// Prints what the first snapshot says of the service, and with which code a connect is refused.
import { CardwrightError } from '../../../main/base/error.ts';
import { createPcscPort } from '../../../native/pcsc/pcsc-port.ts';

const port = createPcscPort();
const { promise, resolve } = Promise.withResolvers<string>();
const stop = port.watch(({ service, problem }) => resolve(`${service} ${problem?.code}`));
console.log(await promise);
stop();
await port.connect('Any reader 00 00').catch((error: unknown) => {
  console.log(error instanceof CardwrightError ? error.code : 'untyped');
});
await port.close();
