import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import { dataFolder } from '../folder.ts';
import { openBrowser } from '../open-browser.ts';
import { out } from '../output/print.ts';
import { report } from '../run.ts';
import { type GlobalOptions, version } from '../session.ts';

type ServeOptions = GlobalOptions & { port: string; open?: boolean };

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the app to browsers of this machine until Ctrl-C')
    .option('--port <n>', 'port on the loopback address; 0 takes a free one', '4610')
    .option('--open', 'open the browser')
    .addHelpText('after', '\nExample:\n  cardwright serve --port 0 --open')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ServeOptions>();
      return report(options, () => serve(options));
    });
}

async function serve(options: ServeOptions): Promise<undefined> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InputError('station.port', `“${options.port}” is no port.`, { hint: 'Use 0 to 65535.' });
  const [{ createEngine }, { serveStation }] = await Promise.all([
    import('../../engine/engine.ts'),
    import('../../station/station.ts'),
  ]);
  const engine = await createEngine({
    folder: dataFolder(options.folder),
    host: 'station',
    pcsc: true,
    simulator: true,
    version,
  });
  try {
    const station = await serveStation({
      engine,
      pages: fileURLToPath(new URL('../../../out/renderer', import.meta.url)),
      port,
      onSignIn: () => say(options, 'A browser has signed in. For another one:', station.address()),
    });
    say(options, 'Cardwright is served to browsers of this machine. Open:', station.address());
    if (options.open === true) openBrowser(station.address(), dataFolder(options.folder));
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await station.close();
  } finally {
    await engine.close();
  }
  return undefined;
}

function say(options: ServeOptions, sentence: string, address: string): void {
  out(options.json === true ? JSON.stringify({ address }) : `${sentence}\n  ${address}`);
}
