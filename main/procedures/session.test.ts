import { describe, expect, test } from 'vitest';
import { createFile } from '../card/commands/create-file.ts';
import { readBinary } from '../card/commands/read-binary.ts';
import { selectFid } from '../card/commands/select.ts';
import { CardSession } from './session.ts';
import { scriptedLink } from './testing/scripted-link.ts';

const fcp = '6217820241218302 6f07 8a0105 8b036f0601 80020009 880138';

describe('a session', () => {
  test('fetches what 61xx announces and repeats with the Le of 6Cxx, counting each exchange', async () => {
    const link = scriptedLink(['6119', `${fcp}9000`, '6c09', '0809101010325476989000']);
    const session = new CardSession(link);
    expect((await session.run(selectFid(0x6f07))).fcp.size).toBe(9);
    expect(await session.run(readBinary())).toHaveLength(9);
    expect(link.sent).toEqual(['00a40004026f07', '00c0000019', '00b0000000', '00b0000009']);
    expect(session.exchanges).toBe(4);
  });

  test('puts its logical channel into the class byte', async () => {
    const link = scriptedLink(['9000']);
    await new CardSession(link, { channel: 2 }).run(createFile(Uint8Array.of(0x62, 0)));
    expect(link.sent).toEqual(['02e00000026200']);
  });

  test('answers a proactive command before it goes on', async () => {
    const link = scriptedLink(['aa9109', 'd009810301210082028182' + '9000', '9000']);
    const session = new CardSession(link);
    expect(await session.run(readBinary({ length: 1 }))).toEqual(Uint8Array.of(0xaa));
    expect(link.sent[1]).toBe('8012000009');
    // DISPLAY TEXT needs a screen: beyond our capabilities.
    expect(link.sent[2]).toMatch(/^80140000..810301210082028281830130$/);
    expect(session.exchanges).toBe(3);
  });

  test('leaves a card that never stops asking waiting', async () => {
    const link = scriptedLink((command) => {
      if (command.startsWith('8012')) return 'd0098103012100820281829000';
      return command.startsWith('8014') ? '910b' : 'aa910b';
    });
    const session = new CardSession(link);
    await session.run(readBinary({ length: 1 }));
    expect(session.exchanges).toBe(1 + 2 * 8);
  });

  test('is not harmed by a proactive command that cannot be read', async () => {
    const session = new CardSession(scriptedLink(['aa9103', 'ffffff9000']));
    expect(await session.run(readBinary({ length: 1 }))).toEqual(Uint8Array.of(0xaa));
  });

  test('remembers that the link broke and sends nothing any more', async () => {
    const link = scriptedLink([]);
    const session = new CardSession(link);
    await expect(session.run(readBinary())).rejects.toMatchObject({ code: 'card.removed' });
    expect(session.lost?.code).toBe('card.removed');
    await expect(session.run(readBinary())).rejects.toMatchObject({ code: 'card.removed' });
    expect(link.sent).toHaveLength(1);
  });

  test('sends nothing after a cancel, except inside a step that has begun', async () => {
    const controller = new AbortController();
    const link = scriptedLink(['aa9000', 'bb9000']);
    const session = new CardSession(link, { signal: controller.signal });
    controller.abort();
    await expect(session.run(readBinary({ length: 1 }))).rejects.toMatchObject({
      code: 'operation.cancelled',
    });
    expect(link.sent).toHaveLength(0);
    const data = await session.uninterrupted(() => session.run(readBinary({ length: 1 })));
    expect(data).toEqual(Uint8Array.of(0xaa));
    await expect(session.run(readBinary({ length: 1 }))).rejects.toMatchObject({
      code: 'operation.cancelled',
    });
  });
});
