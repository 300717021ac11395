import type { Finding, Inventory } from '../inventory/types.ts';
import {
  checkAnnouncedDirectories,
  checkAnnouncedSubscriptions,
  checkDirectoryFile,
} from './announced-directories.ts';
import { checkAnnouncedServices } from './announced-services.ts';
import { checkDeactivatedFiles } from './deactivated-files.ts';
import { checkGbaServices } from './gba-services.ts';
import type { HealthCheck } from './home-view.ts';
import { checkIdentifierSyntax } from './identifier-syntax.ts';
import { checkKeyTries } from './key-tries.ts';
import { checkLooseAccess } from './loose-access.ts';
import { checkMalformedContents } from './malformed-contents.ts';
import { checkMandatoryFiles } from './mandatory-files.ts';
import { checkOneM2mPresence } from './onem2m-presence.ts';
import { checkRepeatedEntries } from './repeated-entries.ts';
import { checkUnannouncedValues } from './unannounced-values.ts';
import { checkReadable } from './unreadable-files.ts';

const checks: readonly HealthCheck[] = [
  checkDirectoryFile,
  checkAnnouncedDirectories,
  checkMandatoryFiles,
  checkAnnouncedServices,
  checkGbaServices,
  checkDeactivatedFiles,
  checkReadable,
  checkMalformedContents,
  checkLooseAccess,
  checkAnnouncedSubscriptions,
  checkIdentifierSyntax,
  checkRepeatedEntries,
  checkKeyTries,
  checkUnannouncedValues,
  checkOneM2mPresence,
];

const rank: Readonly<Record<Finding['severity'], number>> = { fault: 0, warning: 1, notice: 2 };

/** Everything that is wrong or noteworthy with a card, the worst first. Pure, and total for whatever the card holds. */
export function checkHealth(inventory: Inventory): readonly Finding[] {
  return checks.flatMap((check) => check(inventory)).sort((a, b) => rank[a.severity] - rank[b.severity]);
}
