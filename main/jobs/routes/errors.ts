import { CardError, InputError } from '../../base/error.ts';
import type { ErrorDoc } from '../../contract/error.ts';
import type { RouteName } from '../../contract/plan.ts';

const untouched = 'The card was not touched.';

/** The service table of the card is there, and has no data download. */
export function noDataDownload(): CardError {
  return new CardError('route.no-download', 'The card does not announce data download by short messages.', {
    hint: 'Use another route: a card without service 28 in EF_UST need not take packets.',
    meaning: 'The card was only read; nothing on it changed.',
    clause: '3GPP TS 31.102 4.2.8',
  });
}

/** @param most bytes of data that one command carries on this route */
export function commandTooLong(file: string, length: number, most: number): InputError {
  return new InputError(
    'route.command-too-long',
    `${file} needs a command with ${length} bytes of data, and the channel carries ${most}.`,
    {
      hint: 'Use another route, or a file with shorter records.',
      meaning: 'The card was only read; nothing on it changed.',
      details: { file, length, most },
    },
  );
}

/** @param keySet whether one was named */
export function noSuchRoute(route: RouteName, keySet: boolean): InputError {
  return new InputError(
    'route.unknown',
    keySet ? 'This plan has no such route with that key set.' : 'This plan has no such route.',
    {
      hint: 'Look at the routes of the plan; import the key set first, then make the plan again.',
      meaning: untouched,
      details: { route },
    },
  );
}

export function closedRoute(route: RouteName, problem: ErrorDoc | undefined): InputError {
  return new InputError(
    'route.unusable',
    `This route cannot be used for this card: ${problem?.what ?? 'it is closed.'}`,
    {
      // What stands in the way may be gone by now: only a new plan sees that.
      hint: problem === undefined ? 'Choose another route.' : `${problem.hint} Then make the plan again.`,
      meaning: untouched,
      details: { route, ...(problem === undefined ? {} : { reason: problem.code }) },
    },
  );
}

/** Between reading the plan and beginning it. */
export function routeChanged(): InputError {
  return new InputError('plan.route-changed', 'Another route was just chosen for this plan.', {
    hint: 'Look at the plan again, then apply it.',
    meaning: untouched,
  });
}

export function severalRoutes(route: RouteName, keySets: readonly string[]): InputError {
  return new InputError('route.several', 'Several key sets can take this route.', {
    hint: 'Name the key set.',
    meaning: untouched,
    details: { route, keySets: keySets.join(', ') },
  });
}
