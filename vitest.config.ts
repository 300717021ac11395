import { defineConfig } from 'vitest/config';

/** The kinds of test, each its own project: `vitest run --project NAME`. */
export default defineConfig({
  test: {
    // Also on the two cores of a small machine: most tests wait for a card, a process or a browser. Each file has its own pcscd.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{main,native,preload,build}/**/*.test.ts',
            'test/{fuzz,packaging,layers,shell}/**/*.test.ts',
          ],
          environment: 'node',
          // Room for a busy machine; nothing here measures time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['renderer/test-setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'pcsc',
          include: ['test/pcsc/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'peers',
          include: ['test/peers/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Several readers at once in the process of a test; a pool's size is read before the first test could set it.
          env: { UV_THREADPOOL_SIZE: '24' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
