import { hex8 } from '../../base/bytes.ts';
import { keyName } from '../../card/access/key-reference.ts';
import type { KeyStatusDoc } from '../../contract/card.ts';
import type { KeyStatus } from '../../procedures/inventory/types.ts';

export function presentKeyStatus(key: KeyStatus): KeyStatusDoc {
  return {
    name: keyName(key.reference),
    reference: hex8(key.reference),
    state: key.state,
    ...(key.triesLeft === undefined ? {} : { triesLeft: key.triesLeft }),
  };
}
