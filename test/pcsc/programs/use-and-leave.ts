// Uses the reader named as the argument, closes the port, and has nothing else that would end the process.
import { createPcscPort } from '../../../native/pcsc/pcsc-port.ts';

const [, , name = '', how] = process.argv;
const port = createPcscPort();
const stop = port.watch((snapshot) => console.log(snapshot.service));
if (how === 'connected') {
  await port.connect(name);
  await new Promise((resolve) => setTimeout(resolve, 200));
}
if (how === 'unwatched') stop();
else await port.close();
