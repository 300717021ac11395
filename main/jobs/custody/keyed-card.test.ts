import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { readEid } from '../../procedures/inventory/eid.ts';
import { CardSession } from '../../procedures/session.ts';
import { tempFolder } from '../../store/testing/temp-folder.ts';
import { seeded } from '../testing/bench.ts';
import { checkOnCard } from './check-keys.ts';
import { keyedCard } from './keyed-card.ts';
import { eid, key1, key2, key3, keyBench } from './testing/key-bench.ts';

const iccid = '8900101000000000191';
const sessionWith = async (uicc: Uicc): Promise<CardSession> => new CardSession(await connectUicc(uicc));

/** A software eUICC whose security domain has one key set. */
function eUicc(): Uicc {
  const file = join(tempFolder(), 'euicc.yaml');
  const keys = `{ kvn: 48, protocol: scp03, enc: ${key1}, mac: ${key2}, dek: ${key3} }`;
  writeFileSync(
    file,
    `title: eUICC\ndescription: It has an EID.\nextends: issuer-keys\nsecurityDomain: { eid: '${eid}', keySets: [${keys}] }\n`,
  );
  return createUicc({ image: loadSeed(file).image });
}

test('an eUICC tells its EID, another card none', async () => {
  expect(await readEid(await sessionWith(eUicc()))).toBe(eid);
  expect(await readEid(await sessionWith(seeded('issuer-keys')))).toBeUndefined();
  expect(await readEid(await sessionWith(seeded('usim-prepersonalised')))).toBeUndefined();
});

test('a malformed EID is in the way only where there are no other keys', async () => {
  const { take, custody } = await keyBench();
  const own = 'gp48_enc,gp48_mac,gp48_dek,gp48_protocol';
  const keys = `${key1},${key2},${key3},scp03`;
  take([`eid,${own}`, `${eid},${keys}`]);
  const link = await connectUicc(eUicc());
  const session = new CardSession({
    ...link,
    exchange: async (bytes, context) =>
      bytes[1] === 0xca ? fromHex('5a01af9000') : link.exchange(bytes, context),
  });
  const card = { iccid, simulated: true };
  await expect(keyedCard(custody, session, card)).rejects.toThrow(
    expect.objectContaining({ code: 'eid.malformed' }),
  );
  take([`iccid,${own}`, `${iccid},${keys}`]);
  expect(await keyedCard(custody, session, card)).toEqual(card);
});

test('a card is asked for its EID only where the station has keys by EID', async () => {
  const { take, custody } = await keyBench();
  const session = await sessionWith(eUicc());
  const card = { iccid, simulated: true };
  expect(await keyedCard(custody, session, card)).toEqual(card);
  expect(session.exchanges).toBe(0);

  take([
    'eid,gp48_enc,gp48_mac,gp48_dek,gp48_protocol,gp48_domain',
    `${eid},${key1},${key2},${key3},scp03,A0000005591010FFFFFFFF8900000200`,
  ]);
  const keyed = await keyedCard(custody, session, card);
  expect(keyed).toEqual({ ...card, eid });
  const [set] = custody.gpKeySets(keyed);
  if (set === undefined) throw new RangeError('no set');
  expect(set.name).toBe('SCP03 48 ECASD');
  expect(await checkOnCard(custody, session, set)).toEqual({ card: 'right' });
});
