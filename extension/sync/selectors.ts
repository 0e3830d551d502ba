/** Selectors that the workspace has corrected: asked for now and then, taken when the key of the pairing has signed them and they are newer. */
import * as v from 'valibot';
import { Selectors } from '../../shared/wire/selectors';
import type { Database } from '../db';
import type { Pairing } from '../settings';
import { type Api, PATIENCE, within } from './api';

/** Where they are among the settings. */
export const SELECTORS = 'selectors';
/** They are asked for again after this long (ms). */
const FRESH = 3_600_000;
const Held = v.fallback(v.object({ selectors: v.nullable(Selectors), askedAt: v.number() }), {
  selectors: null,
  askedAt: 0,
});

/** Out: what was taken last; null: nothing is corrected. */
export const selectorsIn = async (db: Database): Promise<Selectors | null> => (await held(db)).selectors;

/** In: when to ask again (ms), who signs, whom to ask. Out: newer ones, when there are any. Never rejects: without an answer the last ones stay. */
export async function refreshSelectors(
  db: Database,
  now: number,
  { selectorsKey }: Pick<Pairing, 'selectorsKey'>,
  api: Pick<Api, 'selectors'>,
): Promise<Selectors | null> {
  const { selectors, askedAt } = await held(db);
  if (selectorsKey === undefined || now - askedAt < FRESH) return null;
  const signed = (await within(PATIENCE, api.selectors())) ?? null;
  const fresh = signed === null ? null : await verified(signed, selectorsKey).catch(() => null);
  const isNewer = fresh !== null && fresh.version > (selectors?.version ?? 0);
  await (await db()).put('settings', { selectors: isNewer ? fresh : selectors, askedAt: now }, SELECTORS);
  return isNewer ? fresh : null;
}

const held = async (db: Database) => v.parse(Held, await (await db()).get('settings', SELECTORS));

/** Errors: rejects when another key has signed it, or when it is none. */
async function verified(signed: { document: string; signature: string }, key: string): Promise<Selectors> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const open = await crypto.subtle.importKey('spki', bytesOf(key), curve, false, ['verify']);
  const text = new TextEncoder().encode(signed.document);
  const isOurs = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, open, bytesOf(signed.signature), text);
  if (!isOurs) throw new Error('signed by somebody else');
  return v.parse(Selectors, JSON.parse(signed.document));
}

const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
