/** `npm run check` (and `npm test`): every check in order, cheapest first; ends with the counts of all tests. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';
import { build, root } from './build.ts';
import { checkSizes } from './sizes.ts';

const output = join(root, 'test/output');
const report = join(output, 'report.json');
const failures: string[] = [];

mkdirSync(output, { recursive: true });
step('format and lint', 'biome', 'ci', '--error-on-warnings', '.');
for (const runtime of ['shared', 'snippet', 'worker', 'worker/console', 'extension', '.'])
  step(`types of ${runtime}`, 'tsc', '-p', runtime);
await own('build', () => build(true));
await own('size budgets', checkSizes);
await own('browsers', () => [ensureBrowser('Chromium'), ensureBrowser('Firefox')]);
step(
  'deployable',
  'wrangler',
  'deploy',
  '--dry-run',
  '--outdir',
  'dist/deploy',
  '--var',
  'ADMIN_KEY_HASH:0',
  '--var',
  'SITE_KEY:pk_0',
);
step('tests', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`);

for (const name of failures) console.log(`FAILED: ${name}`);
const { numPassedTests, numFailedTests } = counts();
console.log(
  `${numPassedTests} passed, ${numFailedTests + (failures.includes('tests') ? failures.length - 1 : failures.length)} failed`,
);
process.exit(failures.length === 0 ? 0 : 1);

function step(name: string, command: string, ...rest: string[]): void {
  const started = performance.now();
  const { status } = spawnSync(join(root, 'node_modules/.bin', command), rest, {
    cwd: root,
    stdio: 'inherit',
    env: offline(),
  });
  finish(name, status === 0, started);
}

async function own(name: string, work: () => unknown): Promise<void> {
  const started = performance.now();
  try {
    await work();
    finish(name, true, started);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    finish(name, false, started);
  }
}

function finish(name: string, isGood: boolean, started: number): void {
  if (!isGood) failures.push(name);
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/** The tools ask nobody and report to nobody. */
function offline(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    X_LOCAL_OBSERVABILITY: 'false',
    X_LOCAL_EXPLORER: 'false',
  };
}

function counts(): { numPassedTests: number; numFailedTests: number } {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}
