import { contentsOf, type HealthCheck, homesOf } from './home-view.ts';

/** A value whose service EF_1M2MST does not announce: devices shall not use it (TS-0003 D.1.3.1). */
export const checkUnannouncedValues: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap(({ services, files }) =>
    files.flatMap((file) => {
      const presence = file.declaration?.presence;
      if (services === undefined || presence === undefined || typeof presence === 'string') return [];
      const hasValue = contentsOf(file).some(({ state }) => state === 'value');
      if (services.has(presence.service) || !hasValue) return [];
      return [
        {
          id: 'service.not-announced',
          severity: 'notice' as const,
          path: file.path,
          what: `${file.name} holds a value, but EF_1M2MST does not announce service ${presence.service}.`,
          consequence: 'Devices do not read the value.',
          remedy: 'Announce the service in EF_1M2MST, or clear the value.',
          clause: 'oneM2M TS-0003 D.1.3.1',
        },
      ];
    }),
  );
