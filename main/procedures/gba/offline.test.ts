import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { modifyMac } from '../../auth/gba/mac-modification.ts';
import { modifyRes } from '../../auth/gba/res-modification.ts';
import { CardwrightError } from '../../base/error.ts';
import { systemClock } from '../../base/ports.ts';
import { answerOffline, completeOffline, parseOfflineChallenge, parseOfflineCompletion } from './offline.ts';
import { readStoredBootstrapping } from './stored-bootstrapping.ts';
import { type LabGba, labGba, labImpi } from './testing/lab-gba.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function carried(mode: 'GBA_ME' | 'GBA_U', fault?: 'wrong-autn' | 'old-sqn') {
  const lab = await labGba(mode);
  open.push(lab.bsf);
  return { lab, ...challengeOf(lab, mode, fault) };
}

function challengeOf({ auc }: LabGba, mode: 'GBA_ME' | 'GBA_U', fault?: 'wrong-autn' | 'old-sqn') {
  const vector = auc.vector(labImpi, fault)!;
  const { rand, ik } = vector;
  const autn = mode === 'GBA_U' ? modifyMac(vector.autn, ik) : vector.autn;
  const document = {
    format: 'gba-challenge',
    version: 1,
    rand: base64(rand),
    autn: base64(autn),
    impi: labImpi,
  };
  return { vector, text: JSON.stringify(document) };
}

describe.each(['GBA_ME', 'GBA_U'] as const)('%s without a network', (mode) => {
  test('a challenge carried in, RES carried out, B-TID carried in', async () => {
    const { lab, vector, text } = await carried(mode);
    const { files, application } = lab;
    const { response, pending } = await answerOffline(
      files,
      application,
      parseOfflineChallenge(text),
      systemClock,
    );
    expect(response).toEqual({
      format: 'gba-response',
      version: 1,
      impi: labImpi,
      rand: base64(vector.rand),
      outcome: 'response',
      res: base64(mode === 'GBA_U' ? modifyRes(vector.xres) : vector.xres),
    });
    for (const secret of [vector.ck, vector.ik])
      expect(JSON.stringify([response, pending])).not.toContain(base64(secret));

    const document = (bTid: string) =>
      parseOfflineCompletion(
        JSON.stringify({ format: 'gba-completion', version: 1, bTid, lifetime: '2099-01-01T00:00:00Z' }),
      );
    const foreign = document(`${base64(new Uint8Array(16))}@bsf.example.com`);
    await expect(completeOffline(files, application, pending!, foreign, systemClock)).rejects.toMatchObject({
      code: 'gba.other-challenge',
    });
    const bTid = `${base64(vector.rand)}@bsf.example.com`;
    const done = await completeOffline(files, application, pending!, document(bTid), systemClock);
    expect(done).toMatchObject({ mode, bTid, impi: labImpi });
    expect((await readStoredBootstrapping(files, application))?.bTid).toBe(
      mode === 'GBA_U' ? bTid : undefined,
    );
  });

  test('an old number gives AUTS to carry back, after which the next challenge fits', async () => {
    const { lab, text } = await carried(mode);
    const { files, application, auc } = lab;
    await answerOffline(files, application, parseOfflineChallenge(text), systemClock);
    const old = challengeOf(lab, mode, 'old-sqn');
    const { response, pending } = await answerOffline(
      files,
      application,
      parseOfflineChallenge(old.text),
      systemClock,
    );
    if (response.outcome !== 'resynchronise') throw new TypeError('no AUTS');
    expect(pending).toBeUndefined();
    expect(auc.resynchronise(labImpi, old.vector.rand, Buffer.from(response.auts, 'base64'))).toBe(true);
    const next = await answerOffline(
      files,
      application,
      parseOfflineChallenge(challengeOf(lab, mode).text),
      systemClock,
    );
    expect(next.response.outcome).toBe('response');
  });

  test('a forged challenge, and one for somebody else', async () => {
    const { lab, text } = await carried(mode, 'wrong-autn');
    const answer = (document: string) =>
      answerOffline(lab.files, lab.application, parseOfflineChallenge(document), systemClock);
    await expect(answer(text)).rejects.toMatchObject({ code: 'aka.mac-failure' });
    await expect(answer(text.replace(labImpi, 'other@example.com'))).rejects.toMatchObject({
      code: 'gba.other-subscriber',
    });
  });
});

test('any text is a challenge or a typed error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      for (const parse of [parseOfflineChallenge, parseOfflineCompletion])
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(CardwrightError);
        }
    }),
  );
});
