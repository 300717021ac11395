import type { Catalogue } from '../catalogue.ts';
import { bench } from './bench.ts';
import { card, cards } from './cards.ts';
import { common, error, health, key, term } from './common.ts';
import { credentials } from './credentials.ts';
import { enrol } from './enrol.ts';
import { frame, palette, shortcuts } from './frame.ts';
import { provision } from './provision.ts';
import { audit, receipt, receipts } from './receipts.ts';
import { settings } from './settings.ts';
import { trace } from './trace.ts';

export const de: Catalogue = {
  common,
  error,
  health,
  key,
  term,
  frame,
  palette,
  shortcuts,
  cards,
  card,
  trace,
  provision,
  enrol,
  bench,
  credentials,
  receipts,
  receipt,
  audit,
  settings,
};
