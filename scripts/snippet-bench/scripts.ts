/** The peers' scripts: fetched from npm into a folder that is removed again, minified, and weighed. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build as esbuild, transform } from 'esbuild';
import { root } from '../build.ts';
import type { Peer } from './peers.ts';

/** A peer whose script is here. Sizes in bytes. */
export interface Script {
  peer: Peer;
  code: string;
  size: { min: number; gzip: number; brotli: number };
}

/** An installation that takes longer (ms) is none. */
const PATIENCE = 60_000;

/** In: peers, an empty folder. Out: the scripts that could be had, and in a sentence why the others could not, by name. */
export async function fetchScripts(
  peers: Peer[],
  folder: string,
): Promise<{ scripts: Script[]; missing: Map<string, string> }> {
  const missing = new Map<string, string>();
  const tries = peers.map(async (peer) => {
    try {
      const code = await codeOf(peer, join(folder, peer.name));
      return [{ peer, code, size: sizeOf(code) }];
    } catch (error) {
      missing.set(peer.name, String(error).split('\n')[0] ?? '');
      return [];
    }
  });
  return { scripts: (await Promise.all(tries)).flat(), missing };
}

async function codeOf({ packages, script }: Peer, folder: string): Promise<string> {
  const [first = ''] = packages;
  if (packages.length > 0) await install(packages, folder);
  if ('bundle' in script) return bundle(script.bundle, folder);
  const home = first === '' ? root : join(folder, 'node_modules', first.replace(/(.)@.*$/, '$1'));
  const shipped = readFileSync(join(home, script.file), 'utf8');
  // Ours as it is served. A peer's is mostly minified already; where it is not, a site would do it.
  if (first === '') return shipped;
  const { code } = await transform(shipped, { minify: true, legalComments: 'none', target: 'es2020' });
  return brotli(code).length < brotli(shipped).length ? code : shipped;
}

async function bundle(contents: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const { outputFiles } = await esbuild({
    stdin: { contents, resolveDir: folder },
    ...{ bundle: true, minify: true, format: 'iife', target: 'es2020', legalComments: 'none', write: false },
    // Session replay, which no page of the bench turns on.
    external: ['rrweb'],
    define: { 'process.env.NODE_ENV': '"production"' },
    mainFields: ['browser', 'module', 'main'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** Never runs what a package would like to run. Errors: npm's first complaint. */
function install(packages: string[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const npm = spawn('npm', ['install', '--prefix', folder, ...quiet, ...packages], {
    cwd: folder,
    timeout: PATIENCE,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  npm.stderr.on('data', (piece) => {
    said += piece;
  });
  return new Promise((resolve, reject) => {
    npm.once('error', reject);
    npm.once('exit', (status) => {
      const complaint = said.split('\n').find((line) => /npm error (?!code)/.test(line)) ?? 'npm took too long';
      if (status === 0) resolve();
      else reject(new Error(complaint.replace(/npm error (notarget )?/, '')));
    });
  });
}

const brotli = (code: string): Buffer => brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

const sizeOf = (code: string): Script['size'] => ({
  min: Buffer.byteLength(code),
  gzip: gzipSync(code, { level: 9 }).length,
  brotli: brotli(code).length,
});
