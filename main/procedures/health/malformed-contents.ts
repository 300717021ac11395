import { contentsOf, type HealthCheck, homesOf } from './home-view.ts';

/** Contents of oneM2M files that are not coded as the standard says. */
export const checkMalformedContents: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap(({ services, files }) =>
    files.flatMap((file) =>
      contentsOf(file).flatMap(({ state, problem }, at) => {
        const presence = file.declaration?.presence;
        if (state !== 'malformed' || presence === undefined) return [];
        const used =
          typeof presence === 'string' ? presence === 'mandatory' : services?.has(presence.service) === true;
        const where =
          file.declaration?.structure === 'transparent' ? file.name : `Record ${at + 1} of ${file.name}`;
        return [
          {
            id: 'content.malformed',
            severity: used ? ('fault' as const) : ('warning' as const),
            path: file.path,
            what: `${where}: ${problem ?? 'The content is malformed.'}`,
            consequence: used
              ? 'A device that reads it gets no value, or a wrong one.'
              : 'No announced service needs it now; it will fail when one does.',
            remedy: 'Provision the file again.',
            clause: file.declaration?.clause ?? '',
          },
        ];
      }),
    ),
  );
