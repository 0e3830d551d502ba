/** Corrected selectors of the extension: the last document, and the key that signs it, which never leaves the workspace. */
import * as v from 'valibot';
import { Selectors, type SelectorsAnswer, type SelectorsRequest } from '../../../shared/wire';
import { type Actor, record } from './audit';
import { metaOrNull, setMeta } from './meta';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const Pair = v.object({ secret: v.string(), open: v.string() });

/** In: what is corrected from now on, whose deed it is, the moment (ms). Out: its version. */
export function putSelectors(sql: SqlStorage, { hosts }: SelectorsRequest, by: Actor, now: number): number {
  const stored = metaOrNull(sql, 'selectors');
  const version = stored === null ? 1 : v.parse(Selectors, JSON.parse(stored)).version + 1;
  setMeta(sql, 'selectors', JSON.stringify({ version, hosts }));
  record(sql, { by, action: 'selectors_set', target: 'workspace', detail: { version }, at: now });
  return version;
}

/** Out: the last document with a fresh signature; null before there is one. */
export async function signedSelectors(sql: SqlStorage): Promise<SelectorsAnswer['signed']> {
  const document = metaOrNull(sql, 'selectors');
  if (document === null) return null;
  const { secret } = await pairIn(sql);
  const key = await crypto.subtle.importKey('pkcs8', bytesOf(secret), CURVE, false, ['sign']);
  const signature = await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(document));
  return { document, signature: base64(signature) };
}

/** Out: the public half of the key (SPKI, base64). The pair is made when it is first asked for. */
export const selectorsKey = async (sql: SqlStorage): Promise<string> => (await pairIn(sql)).open;

async function pairIn(sql: SqlStorage): Promise<v.InferOutput<typeof Pair>> {
  const stored = metaOrNull(sql, 'selectors_key') ?? (await makePair(sql));
  return v.parse(Pair, JSON.parse(stored));
}

/** Whoever comes first while both halves are being written down has made the pair. */
async function makePair(sql: SqlStorage): Promise<string> {
  const made = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  if (!('privateKey' in made)) throw new Error('a signing key is a pair');
  const [secret, open] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', made.privateKey),
    crypto.subtle.exportKey('spki', made.publicKey),
  ]);
  if (!(secret instanceof ArrayBuffer && open instanceof ArrayBuffer)) throw new Error('a key is bytes');
  const before = metaOrNull(sql, 'selectors_key');
  if (before !== null) return before;
  const pair = JSON.stringify({ secret: base64(secret), open: base64(open) });
  setMeta(sql, 'selectors_key', pair);
  return pair;
}

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
