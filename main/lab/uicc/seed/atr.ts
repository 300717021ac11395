import { concatBytes } from '../../../base/bytes.ts';
import type { TransmissionProtocol } from '../../../card/link.ts';

/**
 * A UICC's answer to reset, ETSI TS 102 221 6.3: TA1 = 96 (Fi 512, Di 32), T=15 with TA = C7 (clock stop, classes A to C), card service
 * data (selection by full and partial AID, EF_DIR and EF_ATR access by READ RECORD) and card capabilities with `channels` logical channels.
 */
export function buildAtr(protocol: TransmissionProtocol, channels: number): Uint8Array {
  // TD1 names the protocol; T=1 adds TD2 for its IFSC (TA3 = FE) and waiting times (TB3 = 45); the last TD says T=15, TA = C7.
  const interfaceBytes =
    protocol === 'T=0' ? [0x96, 0x80, 0x1f, 0xc7] : [0x96, 0x81, 0xb1, 0xfe, 0x45, 0x1f, 0xc7];
  const historical = [
    0x80,
    0x31,
    0xa0,
    0x73,
    0xbe,
    0x21,
    channelBits(channels),
    0x65,
    0x43,
    0x57,
    0x4c,
    0x41,
    0x42,
  ];
  const afterTs = [0x90 | historical.length, ...interfaceBytes, ...historical];
  const check = afterTs.reduce((sum, byte) => sum ^ byte, 0);
  return concatBytes([0x3b], afterTs, [check]);
}

/** Third byte of the card capabilities, ISO/IEC 7816-4 8.1.1.2.7: the card assigns channel numbers; 111 stands for eight and more. */
function channelBits(channels: number): number {
  return channels <= 1 ? 0x00 : 0x10 | (Math.min(channels, 8) - 1);
}
