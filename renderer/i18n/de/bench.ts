import { benchAka } from './bench-aka.ts';
import { benchGp } from './bench-gp.ts';
import { benchOta } from './bench-ota.ts';
import { benchShared } from './bench-shared.ts';

export const bench = {
  title: 'Prüfplatz',
  tabs: 'Prüfplatz',
  ...benchShared,
  ota: benchOta,
  aka: benchAka,
  gp: benchGp,
  tab: { ota: 'OTA', globalplatform: 'GlobalPlatform', aka: 'AKA' },
};
