import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { createFile } from '../../card/commands/create-file.ts';
import { deleteFile } from '../../card/commands/delete-file.ts';
import { openChannel } from '../../card/commands/manage-channel.ts';
import { readBinary } from '../../card/commands/read-binary.ts';
import { readRecord } from '../../card/commands/read-record.ts';
import { searchRecord } from '../../card/commands/search-record.ts';
import { selectAid, selectFid, selectPath } from '../../card/commands/select.ts';
import { readCurrentAid, readStatus } from '../../card/commands/status.ts';
import { updateBinary } from '../../card/commands/update-binary.ts';
import { updateRecord } from '../../card/commands/update-record.ts';
import { queryPin, verifyPin } from '../../card/commands/verify-pin.ts';
import { buildCreateTemplate } from '../../card/fcp-build.ts';
import { oneM2mFiles } from '../../card/files/table.ts';
import { parsePath } from '../../card/path.ts';
import { encodePinDigits } from '../../card/pin.ts';
import { loadSeed } from './seed/load.ts';
import { type TestTerminal, terminalOf, terminalWith } from './test-terminal.ts';
import { createUicc } from './uicc.ts';

const aid = 'a0000000871002ff49ff058903000001';
const adm1 = encodePinDigits('12345678');

/** What the nine files shall hold: their content, or one content for each record. */
const desired = oneM2mFiles.map((declaration) => {
  const size = declaration.size.typical;
  const values = {
    EF_1M2MST: [[1, 2, 3, 4, 5, 6]],
    EF_1M2MSID: ['sub-0002'],
    EF_1M2MSPID: ['//sp.example.com'],
    EF_M2MNID: ['node-7'],
    EF_CSEID: ['/cse1'],
    'EF_M2MAE-ID': ['S0190-sensor', 'S0190-meter'],
    EF_INCSEIDS: ['//sp.example.com/in-cse'],
    EF_MAFFQDN: ['maf.example.com'],
    EF_MEFID: ['mef.example.com', '2001:db8::1'],
  }[declaration.name];
  return { declaration, contents: (values ?? []).map((value) => declaration.codec.encode(value, size)) };
});

async function provision({ run }: TestTerminal): Promise<void> {
  await run(selectAid(fromHex(aid)));
  await run(verifyPin(0x0a, adm1));
  await run(selectFid(0x5f50));
  for (const { declaration, contents } of desired) {
    await run(selectFid(declaration.fid));
    for (const [i, data] of contents.entries())
      await run(
        declaration.structure === 'transparent'
          ? updateBinary({ data })
          : updateRecord({ record: i + 1, data }),
      );
  }
}

function expectProvisioned({ card }: TestTerminal): void {
  for (const { declaration, contents } of desired) {
    const fid = declaration.fid.toString(16).toUpperCase();
    const held = toHex(card.readFileDirect(parsePath(`${aid}/5F50/${fid}`)));
    expect(held.startsWith(contents.map(toHex).join(''))).toBe(true);
  }
}

describe.each(['usim-prepersonalised', 't1-card', 'compact-rules', 'expanded-rules'])(
  'the commands of the card room on %s',
  (seed) => {
    test('read what the card describes', async () => {
      const { run } = await terminalWith(seed);
      expect(await run(readCurrentAid())).toBeUndefined();
      const { fcp, state } = await run(selectAid(fromHex('a0000000871002')));
      expect(state).toBe('usable');
      expect(fcp).toMatchObject({ kind: 'adf', aid: fromHex(aid) });
      expect(await run(readCurrentAid())).toEqual(fromHex(aid));
      expect((await run(selectPath([0x5f50, 0x6f08], 'current-df'))).fcp).toMatchObject({
        structure: 'linear-fixed',
        recordLength: 48,
        lifeCycle: 'activated',
      });
      expect(toHex(await run(readRecord({ record: 1, length: 48 })))).toBe(`00${'ff'.repeat(47)}`);
      expect(toHex(await run(readBinary({ offset: 0, length: 2, sfi: 2 })))).toBe('8000');
      expect((await run(readStatus())).fid).toBe(0x5f50);
      expect(await run(queryPin(0x0a))).toEqual({ state: 'tries-left', triesLeft: 3 });
    });

    test('provision the nine files', async () => {
      const terminal = await terminalWith(seed);
      await provision(terminal);
      expectProvisioned(terminal);
      await terminal.run(selectFid(0x6f06));
      const pattern = new TextEncoder().encode('meter');
      expect(await terminal.run(searchRecord({ pattern }))).toEqual([2]);
    });

    test('create a directory with a file, and delete them again', async () => {
      const { run, card } = await terminalWith(seed);
      await run(selectAid(fromHex(aid)));
      await run(verifyPin(0x0a, adm1));
      const before = card.snapshot();
      const byAdm1 = { kind: 'key', reference: 0x0a } as const;
      const rule = (...operations: ('create-ef' | 'delete' | 'read' | 'update')[]) => ({
        form: 'expanded' as const,
        rules: [{ operations, instructions: [], condition: byAdm1 }],
      });
      await run(
        createFile(buildCreateTemplate({ kind: 'df', fid: 0x5f60, security: rule('create-ef', 'delete') })),
      );
      const file = { kind: 'ef', fid: 0x6f02, structure: 'transparent', size: 300 } as const;
      await run(createFile(buildCreateTemplate({ ...file, security: rule('read', 'update') })));
      await run(updateBinary({ offset: 250, data: fromHex('cafe') }));
      expect(toHex(await run(readBinary({ offset: 250, length: 3 })))).toBe('cafeff');
      await run(deleteFile(0x5f60));
      expect(card.snapshot().files).toEqual(before.files);
    });
  },
);

test('on another logical channel', async () => {
  const { run } = await terminalWith('usim-prepersonalised');
  const channel = await run(openChannel());
  expect((await run(selectAid(fromHex(aid)), channel)).fcp.kind).toBe('adf');
  expect((await run(readStatus())).kind).toBe('mf');
});

describe('power lost at any command of a provisioning', () => {
  test.each(['before', 'commit', 'after'] as const)('%s', async (when) => {
    const { image } = loadSeed('usim-prepersonalised');
    const whole = await terminalOf(createUicc({ image }));
    await provision(whole);
    const commands = whole.card.executed;
    expect(commands).toBeGreaterThan(20);
    for (let apdu = 1; apdu <= commands; apdu++) {
      const card = createUicc({ image, faults: [{ kind: 'power-loss', when, apdu }] });
      await provision(await terminalOf(card)).catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'card.mute' }),
      );
      const again = await terminalOf(card);
      await provision(again);
      expectProvisioned(again);
      expect([...card.snapshot().files.values()]).toEqual([...whole.card.snapshot().files.values()]);
      const key = card.snapshot().keys.find(({ reference }) => reference === 0x0a);
      expect(key?.tries).toBe(3);
    }
  });
});
