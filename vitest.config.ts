/** Tests by what they need: plain Node, a small DOM, a running installation, a real browser. */
import { defineConfig } from 'vitest/config';

const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } as const;

/** On two cores one file at a time by default; what waits for an installation leaves room for another. */
const maxWorkers = 2;

/** What is polled for has as long as a busy machine may need (ms). */
const expect = { poll: { timeout: 25_000 } };

export default defineConfig({
  test: {
    globalSetup: 'test/build.ts',
    maxWorkers,
    projects: [
      { test: { name: 'domain', include: ['test/shared/**/*.test.ts', 'test/house.test.ts'], testTimeout: 60_000 } },
      {
        ...jsx,
        test: {
          name: 'dom',
          include: ['test/{snippet,extension}/**/*.test.{ts,tsx}', 'test/worker/console/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 60_000,
        },
      },
      { test: { name: 'edge', include: ['test/worker/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, expect } },
      {
        test: {
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          testTimeout: 90_000,
          expect,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'firefox',
          include: ['test/browser/{capture,consent,crossing,delivery,foreign,forms,module,videos}.test.ts'],
          env: { BROWSER: 'firefox' },
          testTimeout: 90_000,
          expect,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
