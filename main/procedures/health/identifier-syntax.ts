import { checkIdentifier } from '../../card/files/onem2m/identifier/by-file.ts';
import { contentsOf, type HealthCheck, homesOf } from './home-view.ts';

/** Identifiers that are well coded, but not what the standard calls an identifier of their kind. */
export const checkIdentifierSyntax: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap(({ files }) =>
    files.flatMap((file) =>
      contentsOf(file).flatMap(({ state, value }) => {
        if (state !== 'value' || typeof value !== 'string') return [];
        const check = checkIdentifier(file.name, value);
        if (check === undefined || check.ok) return [];
        return [
          {
            id: 'identifier.syntax',
            severity: 'warning' as const,
            path: file.path,
            what: `“${value}” in ${file.name} is not a valid identifier: ${check.reason}.`,
            consequence: 'Devices and platforms that check identifiers refuse it.',
            remedy: 'Provision the file with a valid identifier.',
            clause: check.clause,
          },
        ];
      }),
    ),
  );
