import { InputError } from '../../../base/error.ts';

/** What is wrong with a seed description; `where` names the file or key in it. */
export function malformedSeed(where: string, why: string, cause?: unknown): InputError {
  return new InputError(
    'seed.malformed',
    `The description of the software card is wrong at ${where}: ${why}.`,
    {
      hint: 'Correct the seed; main/lab/README.md tells its form.',
      cause,
    },
  );
}
