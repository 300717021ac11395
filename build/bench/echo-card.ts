// A card with one file of zeros, in a process of its own as a real card is: `node echo-card.ts PORT` puts it into that virtual reader.
import type { CardDevice } from '../../main/card/device.ts';
import { serveVpcd } from '../../native/vpcd/vpcd-link.ts';

const atr = Uint8Array.from(Buffer.from('3b9f96803fc7a08031e073fe211b63e206a807830f9000b1', 'hex'));

const device: CardDevice = {
  reset: () => Promise.resolve(atr),
  powerOff: () => Promise.resolve(),
  transmit(command) {
    const answer = new Uint8Array((command[4] ?? 0) + 2);
    answer[answer.length - 2] = 0x90;
    return Promise.resolve(answer);
  },
};

const link = serveVpcd({ device, port: Number(process.argv[2]) });
process.once('SIGTERM', () => {
  void link.close();
});
