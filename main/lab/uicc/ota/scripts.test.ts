import { describe, expect, test } from 'vitest';
import { toHex } from '../../../base/bytes.ts';
import { otaImage, otaSender, withOta } from './testing/sender.ts';

const ask = async (
  said: { tar?: string; script: string; spi?: string },
  image = otaImage,
): Promise<string> => {
  const sender = await otaSender(image);
  return toHex((await sender.ask(said)).data);
};

describe('an application sees its own files', () => {
  test.each([
    ['the files below the MF from the MF', { script: '00a4000c022f05' }, '019000'],
    ['no application by name from the MF', { script: '00a4040c07a0000000871002' }, '016a86'],
    ['no current application from the MF', { script: '00a4000c027fff' }, '016a82'],
    ['DF_1M2M below its ADF', { tar: 'b00001', script: '00a4000c025f50' }, '019000'],
    ['DF_1M2M by path', { tar: 'b00001', script: '00a4080c067fff5f506f02' }, '019000'],
    ['not the MF from an ADF', { tar: 'b00001', script: '00a4000c023f00' }, '016a82'],
    ['not a file below the MF', { tar: 'b00001', script: '00a4080c022f05' }, '016a82'],
    ['a command that is not for files', { script: '80c2000001d1' }, '016d00'],
  ])('%s', async (_, said, answer) => {
    expect(await ask(said)).toBe(answer);
  });

  test('a SELECT that leads out leaves the place', async () => {
    const script = '00a4000c025f50' + '00a4000c026f02';
    expect(await ask({ tar: 'b00001', script })).toBe('029000');
  });

  test('what its access domain does not have, it may not', async () => {
    const applications = otaImage.ota!.applications.map((application) => ({
      ...application,
      references: [],
    }));
    const image = withOta({ applications });
    expect(await ask({ script: '00a4000c022f0500d60000026465' }, image)).toBe('029000');
    const ef = '00a4080c067fff5f506f02';
    expect(await ask({ tar: 'b00001', script: `${ef}00d6000001ff` }, image)).toBe('026982');
    expect(await ask({ tar: 'b00001', script: `${ef}00d6000001ff` })).toBe('029000');
  });
});

describe('scripts', () => {
  test('a compact script ends at the first error and answers the last command', async () => {
    expect(await ask({ script: '00a4000c022f05' + '00a4000c029999' + '00a4000c022f05' })).toBe('026a82');
    expect(await ask({ script: '00a4000c022fe2' + '00b000000a' })).toMatch(/^029000.{20}$/);
  });

  test('SELECT of a compact script announces its answer, GET RESPONSE fetches it', async () => {
    expect(await ask({ script: '00a40004023f00' })).toMatch(/^0161..$/);
    expect(await ask({ script: '00a40004023f00' + '00c0000002' })).toMatch(/^0261..62..$/);
  });

  test('a script that is cut off is not begun', async () => {
    expect(await ask({ script: '00a4000c022f' })).toBe('006700');
  });

  test('expanded: the definite form answers the last command, the indefinite one each', async () => {
    const select = '2207' + '00a4000c022f05';
    expect(await ask({ script: `aa12${select}${select}` })).toBe('ab078001022302' + '9000');
    expect(await ask({ script: `ae80${select}${select}0000` })).toBe('af80230290002302' + '90000000');
  });

  test('expanded: what is malformed ends the script and is reported', async () => {
    expect(await ask({ script: 'aa0b' + '220700a4000c022f05' + '9900' })).toBe(
      'ab0a' + '800101' + '23029000' + '900101',
    );
  });

  test('expanded: script chaining is not supported and says so', async () => {
    expect(await ask({ script: 'aa0c830101' + '220700a4000c022f05' })).toBe('ab06' + '800100' + '830102');
  });

  test('an answer for which there is no room is cut with 62F1', async () => {
    const image = withOta({ answerBuffer: 20 });
    const compact = await ask({ script: '00a40004023f00' + '00c0000026' }, image);
    expect(compact).toMatch(/^0262f1/);
    expect(compact.length / 2).toBe(20);
    const select = '220800a40004023f0000';
    const expanded = await ask({ script: `ae80${select}${select}0000` }, image);
    expect(expanded).toMatch(/^af80.*62f10000$/);
    expect(expanded.length / 2).toBeLessThanOrEqual(20);
  });
});
