/** Runs a script that imports the domain: bundled first, since the domain's files name each other without endings. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './build.ts';

const name = process.argv[2] ?? '';
const outfile = join(root, 'dist/scripts', `${name}.mjs`);
await build({
  entryPoints: [join(root, 'scripts', `${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});
await import(pathToFileURL(outfile).href);
