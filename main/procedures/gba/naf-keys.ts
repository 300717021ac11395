import { type GbaNaf, gbaNafList } from '../../card/files/codec/gba-naf-list.ts';
import { isimGbaNafList } from '../../card/files/isim/gba-naf-list.ts';
import { usimGbaNafList } from '../../card/files/usim/gba-naf-list.ts';
import { childPath } from '../../card/path.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { cardAnswer, readEf } from '../inventory/read-ef.ts';

/**
 * The NAFs that the card has derived keys for, with the B-TID of the bootstrapping each is from: the records of EF_GBANL that can be understood.
 * A file that is absent or cannot be read holds none. 3GPP TS 31.102 4.2.83.
 */
export async function readNafKeys(files: CardFiles, application: AkaApplication): Promise<readonly GbaNaf[]> {
  const { fid, name } = application.kind === 'isim' ? isimGbaNafList : usimGbaNafList;
  const path = childPath(rootOfApplication(application), fid);
  const { contents } = await readEf(files, { path, kind: 'ef', name });
  const records = contents.filter((record) => !gbaNafList.isUnassigned(record));
  const read = records.map((record) => cardAnswer(files.session, async () => gbaNafList.decode(record)));
  return (await Promise.all(read)).flatMap((answer) => (answer.ok ? [answer.value] : []));
}
