import { aidPrefixOf } from '../../../procedures/inventory/applications.ts';
import type { SetField } from './column.ts';

/**
 * A cell as the field of a key set takes it. What does not fit stays a text, which the field then refuses.
 *
 * Counters are decimal, or hexadecimal with 0x. TARs are separated by spaces or `|`: `B00000` for files below the MF, `B00001=A0000000871002…`
 * for those of an application (`B00001=usim` and `B00002=isim` for whichever the card has), `000000=applications` for remote application
 * management.
 */
export function fieldValue(field: SetField, cell: string): unknown {
  switch (field) {
    case 'counter':
    case 'buffer':
    case 'macLength':
      return /^(\d{1,15}|0x[0-9a-f]{1,10})$/i.test(cell) ? Number(cell) : cell;
    case 'applications':
      return listOf(cell).map(application);
    case 'authorises':
      return listOf(cell);
    case 'protocol':
    case 'diversification':
      return cell.toLowerCase();
    case 'kic':
    case 'kid':
    case 'kik':
    case 'enc':
    case 'mac':
    case 'dek':
    case 'algorithm':
    case 'spi':
    case 'option':
    case 'domain':
    default:
      return cell;
  }
}

const listOf = (cell: string): string[] => cell.split(/[\s|]+/).filter(Boolean);

function application(item: string): unknown {
  const [tar, manages, ...rest] = item.split('=');
  if (rest.length > 0) return item;
  if (manages === undefined) return { tar };
  return manages.toLowerCase() === 'applications' ? { tar, manages: 'applications' } : { tar, aid: manages };
}

/** The AID of an application as a file names it, or what it begins with, in lower-case hexadecimal. */
export const applicationAid = (text: string): string => aidPrefixOf(text) ?? text.toLowerCase();
