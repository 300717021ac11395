import { accessErrors } from './errors/access.ts';
import { cardErrors } from './errors/card.ts';
import { custodyErrors } from './errors/custody.ts';
import { gbaErrors } from './errors/gba.ts';
import { globalPlatformErrors } from './errors/globalplatform.ts';
import { labNetworkErrors } from './errors/lab-network.ts';
import { otaErrors } from './errors/ota.ts';
import { planErrors } from './errors/plan.ts';
import { readerErrors } from './errors/reader.ts';
import { routeErrors } from './errors/routes.ts';
import { stationErrors } from './errors/station.ts';
import type { ErrorCatalogue, ErrorWords } from './errors/words.ts';

/** German words for errors, by code. */
export const deErrors: ErrorCatalogue = {
  ...accessErrors,
  ...cardErrors,
  ...custodyErrors,
  ...gbaErrors,
  ...globalPlatformErrors,
  ...labNetworkErrors,
  ...otaErrors,
  ...planErrors,
  ...readerErrors,
  ...routeErrors,
  ...stationErrors,
};

/** Defects of our own have one text; their code stands in the details. */
export const deInternal: ErrorWords = {
  what: 'Cardwright ist auf einen eigenen Fehler gestoßen.',
  hint: 'Lesen Sie die Karte neu. Wiederholt es sich, melden Sie die Angaben unter „Einzelheiten“.',
};
