import { contentsOf, type HealthCheck, homesOf } from './home-view.ts';

/** The same entry in several records of a list: MEF addresses, AE-IDs, IN-CSE-IDs. */
export const checkRepeatedEntries: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap(({ files }) =>
    files.flatMap((file) => {
      const values = contentsOf(file).flatMap(({ value }) =>
        typeof value === 'string' && value !== '' ? [value] : [],
      );
      const repeated = [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
      return repeated.map((value) => ({
        id: 'list.repeated-entry',
        severity: 'warning' as const,
        path: file.path,
        what: `“${value}” is in ${file.name} more than once.`,
        consequence:
          file.name === 'EF_MEFID'
            ? 'When this MEF does not answer, a device tries it again instead of the next one.'
            : 'It takes a record that another entry could have.',
        remedy: 'Provision the file with each entry once.',
        clause: file.declaration?.clause ?? 'oneM2M TS-0003 D.1.3',
      }));
    }),
  );
