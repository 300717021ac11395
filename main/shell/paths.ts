import { join } from 'node:path';

export interface Paths {
  readonly preload: string;
  readonly renderer: string;
  /** The engine's entry; runs from its sources, outside the archive, because plain Node cannot read asar. */
  readonly engine: string;
  /** Node 24: shipped beside the app, or the one that development uses. */
  readonly node: string;
}

/**
 * Where the parts are, from a checkout and in a packaged app.
 * @param bundle folder of the bundled shell, `…/out/main`
 */
export function findPaths(app: {
  bundle: string;
  packaged: boolean;
  resources: string;
  platform: NodeJS.Platform;
  developmentNode: string | undefined;
}): Paths {
  const out = join(app.bundle, '..');
  const nodeName = app.platform === 'win32' ? 'node.exe' : 'node';
  const code = app.packaged ? join(app.resources, 'app.asar.unpacked') : join(out, '..');
  return {
    preload: join(out, 'preload', 'preload.cjs'),
    renderer: join(out, 'renderer'),
    engine: join(code, 'main', 'engine', 'process.ts'),
    node: app.packaged
      ? join(app.resources, 'node', nodeName)
      : (app.developmentNode ?? join(code, 'node_modules', 'node', 'bin', nodeName)),
  };
}
