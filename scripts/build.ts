/** Builds everything into `dist/`: snippet, console and docs, demo site, extension, Worker. Does nothing when nothing changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build as esbuild, stop as stopEsbuild } from 'esbuild';
import { minify } from 'terser';
import { build as vite } from 'vite';

export const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const mark = join(dist, '.built');
const SOURCES = [
  'shared',
  'snippet',
  'worker',
  'extension',
  'scripts/build.ts',
  'wxt.config.ts',
  'package-lock.json',
  'package.json',
];

/** Out: whether it had to build. `force`: build anyway. */
export async function build(force = false): Promise<boolean> {
  if (!force && existsSync(mark) && newest(SOURCES.map((name) => join(root, name))) < statSync(mark).mtimeMs)
    return false;
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'assets'), { recursive: true });
  await buildSnippet();
  await buildWorker();
  await vite({ configFile: join(root, 'worker/console/vite.config.ts'), logLevel: 'error' });
  cpSync(join(root, 'worker/demo'), join(dist, 'assets/demo'), { recursive: true });
  buildExtension();
  await stopEsbuild();
  writeFileSync(mark, '');
  return true;
}

/** The parts of the snippet that only some pages need, */
const LAZY = [
  'more',
  'again',
  'late',
  'name',
  'rest',
  'calls',
  'consent',
  'routes',
  'forms',
  'answers',
  'hand',
  'requests',
  'framed',
  'scripted',
  'videos',
  'players',
];
/** and scripts with a tag of their own that only some sites need. All lie in `parts/`. */
const TAGGED = ['crossing', 'tag'];
export const PARTS = [...LAZY, ...TAGGED];

/** The snippet, the parts, which it imports from beside itself, and what stands beside it. */
async function buildSnippet(): Promise<void> {
  await minified('snippet/index.ts', 's.js', true);
  await Promise.all([
    ...LAZY.map((part) => minified(`snippet/parts/${part}.ts`, `parts/${part}.js`)),
    ...TAGGED.map((part) => minified(`snippet/${part}.ts`, `parts/${part}.js`, true)),
    buildModule(),
  ]);
}

/** The snippet's hash for the `integrity` of its tag: https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity. */
export function integrity(): string {
  const script = readFileSync(join(dist, 'assets/s.js'));
  return `sha384-${createHash('sha384').update(script).digest('base64')}`;
}

/** What bundlers import as `steelyard/snippet`, and its types. */
async function buildModule(): Promise<void> {
  const entry = join(root, 'snippet/module.ts');
  const outdir = join(dist, 'module');
  await esbuild({ entryPoints: [entry], outdir, format: 'esm', target: 'es2022', logLevel: 'error' });
  const options = '--declaration --emitDeclarationOnly --strict --target es2022 --lib es2022,dom --ignoreConfig'.split(
    ' ',
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, entry, ...options, '--outDir', outdir], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The types of the snippet did not build.');
}

/** Has Chromium compile the whole script while it comes, and not function by function on the page's thread: https://v8.dev/blog/explicit-compile-hints. */
const EAGER = '//# allFunctionsCalledOnLoad\n';

/** Bundled by esbuild, which reads TypeScript; made small by terser, which is the better at that. */
async function minified(entry: string, name: string, isClassic = false): Promise<void> {
  const bundle = await esbuild({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
  });
  const { code = '' } = await minify(bundle.outputFiles[0]?.text ?? '', {
    module: true,
    ecma: 2020,
    compress: {
      passes: 4,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_comps: true,
      unsafe_math: true,
      pure_getters: true,
      inline: 3,
      hoist_funs: true,
    },
  });
  const file = join(dist, 'assets', name);
  mkdirSync(dirname(file), { recursive: true });
  // The names of a classic script must not become the page’s.
  writeFileSync(file, isClassic ? `${name === 's.js' ? EAGER : ''}(()=>{${code.replace(/;$/, '')}})()` : code);
}

const buildWorker = () =>
  esbuild({
    entryPoints: [join(root, 'worker/index.ts')],
    outfile: join(dist, 'worker/index.js'),
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
    sourcemap: 'linked',
    logLevel: 'error',
  });

/** In a process of its own: its progress is for terminals, its errors for us. */
function buildExtension(): void {
  const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs');
  const { status } = spawnSync(process.execPath, [wxt, 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The extension did not build.');
}

function newest(paths: string[]): number {
  return Math.max(0, ...paths.map(newestIn));
}

function newestIn(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, newest(readdirSync(path).map((name) => join(path, name))));
}

if (import.meta.main) {
  await build(true);
  console.log(`integrity of s.js: ${integrity()}`);
}
