import type { CommandApdu, ResponseApdu } from '../../main/card/apdu.ts';
import type { CardMessaging } from '../../main/channel/card-messaging.ts';
import { beginScp02OnCard } from '../../main/channel/scp02/card.ts';
import { openScp02 } from '../../main/channel/scp02/open.ts';
import { beginScp03OnCard } from '../../main/channel/scp03/card.ts';
import { openScp03 } from '../../main/channel/scp03/open.ts';
import { buildCommandPacket, openCommandPacket } from '../../main/channel/scp80/command-packet.ts';
import type { SecureMessaging } from '../../main/channel/secure-messaging.ts';
import { labChannel } from '../../main/procedures/ota/testing/lab-channels.ts';
import { issuerKeys } from '../../main/procedures/testing/issuer-card.ts';
import type { BenchRow } from './reader-layer.ts';

const dataLength = 200;
/** Milliseconds for each figure. */
const patience = 400;
const challenge = Uint8Array.from({ length: 8 }, (_, i) => i);
const data = new Uint8Array(dataLength).fill(0x41);
const updateBinary: CommandApdu = { cla: 0x00, ins: 0xd6, p1: 0, p2: 0, data };

/**
 * How many commands of 200 bytes a second are protected and their answers opened, at the highest level of each channel; ratios are
 * measured in the same run.
 */
export function benchSecureMessaging(): BenchRow[] {
  const scp02 = perSecond(exchanging(...scp02Ends()));
  const scp03 = perSecond(exchanging(...scp03Ends()));
  const aes = perSecond(packing(2));
  const des = perSecond(packing(1));
  const row = (name: string, value: number, unit = 'a second'): BenchRow => ({ name, value, unit });
  return [
    row('SCP02, C-MAC, C-DEC, R-MAC: wrap and unwrap', scp02),
    row('SCP03, with R-ENC: wrap and unwrap', scp03),
    row('SCP80, AES-128: build and open a packet', aes),
    row('SCP80, 3DES: build and open a packet', des),
    row('SCP03 against SCP02', scp03 / scp02, 'times'),
    row('SCP80 with AES against SCP03', aes / scp03, 'times'),
  ];
}

type Ends = readonly [SecureMessaging, CardMessaging];

function scp03Ends(): Ends {
  const keys = issuerKeys.scp03;
  const card = beginScp03OnCard(keys, challenge, challenge);
  const answer = {
    diversification: new Uint8Array(10),
    keyVersion: 48,
    parameters: 0x70,
    cardChallenge: challenge,
    cardCryptogram: card.cardCryptogram,
  };
  return authenticated(openScp03(keys, challenge, answer, 0x33), card.messaging, 0x33);
}

function scp02Ends(): Ends {
  const keys = issuerKeys.scp02;
  const sequenceCounter = Uint8Array.of(0, 1);
  const cardChallenge = challenge.subarray(0, 6);
  const card = beginScp02OnCard(keys, { host: challenge, sequenceCounter, card: cardChallenge }, 0x75);
  const answer = {
    diversification: new Uint8Array(10),
    keyVersion: 32,
    sequenceCounter,
    cardChallenge,
    cardCryptogram: card.cardCryptogram,
  };
  return authenticated(openScp02(keys, challenge, answer, 0x13, 0x75), card.messaging, 0x13);
}

function authenticated(
  host: { readonly externalAuthenticate: CommandApdu; readonly messaging: SecureMessaging; accepted(): void },
  card: CardMessaging & { raise(level: number): void },
  level: number,
): Ends {
  card.unwrap(secured(host.externalAuthenticate));
  card.raise(level);
  host.accepted();
  return [host.messaging, card];
}

const secured = ({ cla, ins, p1, p2, data: body = new Uint8Array() }: CommandApdu) => ({
  cla,
  ins,
  p1,
  p2,
  data: body,
});

/** One command and its answer; the card's part is not counted. */
function exchanging(host: SecureMessaging, card: CardMessaging): () => number {
  const plain: ResponseApdu = { data: data.subarray(0, 32), sw: 0x9000 };
  return () => {
    const begun = performance.now();
    const wrapped = host.wrap(updateBinary);
    const between = performance.now();
    card.unwrap(secured(wrapped));
    const answer = card.wrap(plain);
    const resumed = performance.now();
    host.unwrap(answer);
    return between - begun + (performance.now() - resumed);
  };
}

function packing(keySet: number): () => number {
  const { keys, spi, kic, kid } = labChannel(keySet);
  let counter = 0;
  return () => {
    const begun = performance.now();
    const tar = Uint8Array.of(0xb0, 0x00, 0x01);
    openCommandPacket(buildCommandPacket({ spi, kic, kid, tar, counter: ++counter, data }, keys), keys);
    return performance.now() - begun;
  };
}

function perSecond(work: () => number): number {
  for (let i = 0; i < 100; i++) work();
  let [times, spent] = [0, 0];
  for (; spent < patience; times++) spent += work();
  return (times / spent) * 1000;
}
