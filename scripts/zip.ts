/** `npm run zip`: packages of the extension for the stores of Chrome, Edge and Firefox, linted, with the texts that the stores ask for. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.ts';

const BROWSERS = ['chrome', 'edge', 'firefox'];
/** Mozilla's own check. Fetched when it is needed: it is larger than everything else here together. */
const WEB_EXT = 'web-ext@10.7.0';
const folder = join(root, 'dist/store');
const built = join(root, 'dist/extension');

run(zip);

function zip(): void {
  const origin = process.env.STEELYARD_ORIGIN;
  if (origin === undefined)
    console.log(
      'STEELYARD_ORIGIN is not set: these packages are for an installation on this machine, http://127.0.0.1:8787.',
    );
  else if (new URL(origin).protocol !== 'https:')
    throw new Error('STEELYARD_ORIGIN of a store’s package begins with https://.');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const browser of BROWSERS)
    command(process.execPath, [join(root, 'node_modules/wxt/bin/wxt.mjs'), 'zip', '-b', browser]);
  for (const name of readdirSync(built).filter((file) => file.endsWith('.zip'))) {
    cpSync(join(built, name), join(folder, name));
    rmSync(join(built, name));
  }
  cpSync(join(root, 'docs/store'), join(folder, 'texts'), { recursive: true });
  // Warnings are known: docs/store/review.md.
  command('npx', ['--yes', WEB_EXT, 'lint', '--source-dir', join(built, 'firefox-mv3')]);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.zip')))
    console.log(`dist/store/${name}: ${Math.ceil(statSync(join(folder, name)).size / 1024)} kB`);
}

/** Errors: throws when the command fails. */
function command(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed.`);
}

function run(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
