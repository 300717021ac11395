import { type HealthCheck, homesOf } from './home-view.ts';

/** oneM2M files that are deactivated: a device cannot read them. */
export const checkDeactivatedFiles: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap(({ services, files }) =>
    files.flatMap((file) => {
      const presence = file.declaration?.presence;
      if (file.state !== 'deactivated' || presence === undefined) return [];
      const used =
        typeof presence === 'string' ? presence === 'mandatory' : services?.has(presence.service) === true;
      return [
        {
          id: 'file.deactivated',
          severity: used ? ('fault' as const) : ('warning' as const),
          path: file.path,
          what: `${file.name} is deactivated.`,
          consequence: used
            ? 'A device cannot read the file, which it needs.'
            : 'No announced service needs it now; a device could not read it.',
          remedy: 'Provision the card: the plan activates the file again.',
          clause: 'ETSI TS 102 221 11.1.14',
        },
      ];
    }),
  );
