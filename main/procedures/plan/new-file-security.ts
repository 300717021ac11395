import { conditionFor } from '../../card/access/condition-for.ts';
import type {
  AccessOperation,
  AccessRule,
  SecurityAttributes,
  SecurityCondition,
} from '../../card/access/types.ts';
import type { FilePath } from '../../card/path.ts';
import { formatPath, parentPath } from '../../card/path.ts';
import type { FileReading, Inventory } from '../inventory/types.ts';

/** The security attributes of a file that is to be created, and what they will ask for updating it. */
export interface NewFileSecurity {
  readonly attributes: SecurityAttributes;
  readonly update: SecurityCondition;
}

/**
 * Read always, update, activate and deactivate with `updateKey`, as the tables of TS-0003 D.1.3 want, in the form that this card uses: the
 * attributes of a file that has just these rules are taken over, be they a reference to EF_ARR or rules of its own; with no such file
 * on the card, expanded rules. (Compact rules cannot name a key.)
 */
export function securityOfNewEf(
  inventory: Inventory,
  directory: FilePath,
  updateKey: number,
): NewFileSecurity {
  const fits = ({ kind, rules }: FileReading): boolean =>
    kind === 'ef' &&
    rules !== undefined &&
    conditionFor(rules, 'read').kind === 'always' &&
    (['update', 'activate', 'deactivate'] as const).every((operation) =>
      isKey(conditionFor(rules, operation), updateKey),
    );
  const model = modelFor(inventory, directory, fits);
  const key: SecurityCondition = { kind: 'key', reference: updateKey };
  return {
    attributes: model ?? {
      form: 'expanded',
      rules: [rule(['read'], { kind: 'always' }), rule(['update', 'deactivate', 'activate', 'delete'], key)],
    },
    update: key,
  };
}

/** Creating, deleting and activating with `updateKey`. */
export function securityOfNewDf(inventory: Inventory, parent: FilePath, updateKey: number): NewFileSecurity {
  const fits = ({ kind, rules }: FileReading): boolean =>
    kind !== 'ef' && rules !== undefined && isKey(conditionFor(rules, 'create-ef'), updateKey);
  const key: SecurityCondition = { kind: 'key', reference: updateKey };
  const operations: readonly AccessOperation[] = [
    'delete',
    'activate',
    'deactivate',
    'create-df',
    'create-ef',
    'delete-child',
  ];
  return {
    attributes: modelFor(inventory, parent, fits) ?? { form: 'expanded', rules: [rule(operations, key)] },
    update: key,
  };
}

const accessRulesOfAdf = 0x6f06;

function modelFor(
  inventory: Inventory,
  directory: FilePath,
  fits: (reading: FileReading) => boolean,
): SecurityAttributes | undefined {
  const here = formatPath(directory);
  const candidates = inventory.files.filter(fits).filter(({ path, kind, fcp }) => {
    const security = fcp?.security;
    if (security?.form !== 'referenced' || security.fid >> 8 === 0x2f) return true;
    // Any other EF_ARR is found from the directories around it only; and 6F06, the usual one of an ADF, not at all from a DF_1M2M:
    // there the card finds EF_M2MAE-ID, which has the same FID, and takes it for the rules.
    return security.fid !== accessRulesOfAdf && kind === 'ef' && formatPath(parentPath(path)) === here;
  });
  const sibling = candidates.find(({ path }) => formatPath(parentPath(path)) === here);
  const oneM2m = candidates.find(
    ({ declaration, name }) => declaration?.home === '1M2M' || name === 'DF_1M2M',
  );
  return (sibling ?? oneM2m ?? candidates[0])?.fcp?.security;
}

function isKey(condition: SecurityCondition, reference: number): boolean {
  return condition.kind === 'key' && condition.reference === reference;
}

function rule(operations: readonly AccessOperation[], condition: SecurityCondition): AccessRule {
  return { operations, instructions: [], condition };
}
