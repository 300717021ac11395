import { benchColdStart, benchMemory } from './processes.ts';
import { type BenchRow, benchReaderLayer } from './reader-layer.ts';
import { benchRoutes } from './routes.ts';
import { benchSecureMessaging } from './secure-messaging.ts';
import { setStage } from './stage.ts';
import { benchWholeJob } from './whole-job.ts';

/** What the figures are measured against; see the README of this folder. */
const aims: Readonly<Record<string, string>> = {
  'reader layer against C': 'below 1.6',
  'inventory, faster than pySim': 'at least 10',
  'CLI, cold “card report”': 'below 500',
  'station with engine, resident memory': 'below 120',
};

const rows: BenchRow[] = [...(await benchReaderLayer()).rows, ...benchSecureMessaging()];
const stage = await setStage();
try {
  rows.push(...(await benchWholeJob(stage)), ...(await benchRoutes(stage.folder)));
  rows.push(...benchColdStart(stage), ...(await benchMemory(stage)));
} finally {
  await stage.dispose();
}
const shown = rows.map(({ name, value, unit }) => ({
  figure: name,
  value: Number(value.toPrecision(4)),
  unit,
  aim: aims[name] ?? '',
}));
if (process.argv.includes('--json')) console.log(JSON.stringify(shown, null, 2));
else {
  console.table(shown);
  console.log(JSON.stringify(shown));
}
