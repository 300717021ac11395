import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { decodeCommandApdu } from '../../card/apdu.ts';
import { buildCommandPacket, readCommandPacket } from '../../channel/scp80/command-packet.ts';
import { buildResponsePacket, responseSecurity } from '../../channel/scp80/response-packet.ts';
import { encodeScript } from '../../procedures/ota/run-script.ts';
import { labChannel, masterFileTar as tar } from '../../procedures/ota/testing/lab-channels.ts';
import { presentResponsePacket } from './present-packet.ts';
import { answeredCommand, presentSent } from './present-sent.ts';

test('the content of a secret file is in no part of what is shown, also not beside its answer', () => {
  const { spi, kic, kid, keys } = labChannel(2);
  const secret = 'c0ffee00c0ffee00';
  const commands = ['00a4000c026f0a', `00d6000008${secret}`].map((hex) => decodeCommandApdu(fromHex(hex)));
  const data = encodeScript('expanded-indefinite', commands);
  const packet = buildCommandPacket({ spi, kic, kid, tar, counter: 1, data }, keys);
  const security = responseSecurity(readCommandPacket(packet, keys).header);
  const answer = fromHex('af8023029000230290000000');
  const proof = buildResponsePacket({ tar, counter: 1, status: 0, data: answer }, security, keys);
  const left = { packet, counter: 1, envelopes: 1 };
  const shown = presentSent({ left, proof }, packet, keys, true, undefined);
  expect(shown.proof?.responses?.map(({ sw }) => sw)).toEqual(['9000', '9000']);
  expect(shown.proof?.responses?.[1]?.command?.what).toContain('hidden');
  expect(JSON.stringify(shown)).not.toContain(secret);
});

test('a genuine response of another command is told as such, and its answers are not put beside these commands', () => {
  const { spi, kic, kid, keys } = labChannel(2);
  const data = encodeScript('compact', [decodeCommandApdu(fromHex('00a4000c026f0a'))]);
  const packet = buildCommandPacket({ spi, kic, kid, tar, counter: 8, data }, keys);
  const security = responseSecurity(readCommandPacket(packet, keys).header);
  const answer = { tar, status: 0, data: fromHex('019000') };
  const shown = (counter: number) =>
    presentResponsePacket(
      buildResponsePacket({ ...answer, counter }, security, keys),
      answeredCommand(packet, keys),
      keys,
    );
  expect(shown(8).obstacle).toBeUndefined();
  expect(shown(8).responses?.[0]?.command?.what).toContain('SELECT');
  expect(shown(7)).toMatchObject({ checksum: 'right', obstacle: { code: 'ota.foreign-proof' } });
  expect(shown(7).responses?.[0]?.command).toBeUndefined();
});
