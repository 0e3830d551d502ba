/** Which installation a script speaks to: the one on this machine, or a deployment by its address. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './build.ts';

export interface Target {
  url: string;
  secretKey: string;
  siteKey: string | undefined;
}

/**
 * In: a deployment's address, or nothing for this machine's (`PORT`). Out: the address and its key: `STEELYARD_KEY`, else what `npm start` or
 * `npm run deploy` wrote down. Where there is no key the script ends with a sentence.
 */
export function targetOf(address: string | undefined): Target {
  const state = resolve(root, process.env.STEELYARD_STATE ?? '.steelyard');
  const file = join(address === undefined ? state : join(root, '.steelyard/production'), 'keys.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secretKey = process.env.STEELYARD_KEY ?? known.secretKey;
  if (secretKey === undefined) fail(`Set STEELYARD_KEY to the secret key; there is none in ${file}.`);
  const url = (address ?? `http://127.0.0.1:${process.env.PORT ?? 8787}`).replace(/\/+$/, '');
  return { url, secretKey, siteKey: process.env.STEELYARD_KEY === undefined ? known.siteKey : undefined };
}

/** In: an address, the request. Out: what it answers; where nothing does, the script ends with a sentence. */
export const ask = (url: string, request: RequestInit): Promise<Response> =>
  fetch(url, request).catch(() => fail(`Nothing answers at ${url}. Start it (npm start), or check the address.`));

/** Says what is wrong, and ends the script. */
export function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
