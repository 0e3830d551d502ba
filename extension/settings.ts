/** Who this browser is connected as. The token rests encrypted under a key that no script can read out. */
import * as v from 'valibot';
import { Paired } from '../shared/wire/live';
import type { Database } from './db';

/** A pairing and the API's origin that it holds for. */
export const Pairing = v.object({ ...Paired.entries, origin: v.string() });
export type Pairing = v.InferOutput<typeof Pairing>;

/** The browser's memory for one run (`storage.session`), closed to pages and content scripts: the only place of the plain token. */
export interface Session {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface Settings {
  /** Out: the pairing, or null while there is none. */
  pairing(): Promise<Pairing | null>;
  pair(pairing: Pairing): Promise<void>;
  unpair(): Promise<void>;
}

const SEALED = 'pairing';
const KEY = 'key';
const Sealed = v.object({ iv: v.instance(Uint8Array), data: v.instance(ArrayBuffer) });

/** In: where to rest, where to run. Out: the settings. */
export function openSettings(db: Database, session: Session): Settings {
  return {
    async pairing() {
      const running = v.safeParse(Pairing, (await session.get(SEALED))[SEALED]);
      if (running.success) return running.output;
      const pairing = await unseal(db);
      if (pairing !== null) await session.set({ [SEALED]: pairing });
      return pairing;
    },
    async pair(pairing) {
      await seal(db, pairing);
      await session.set({ [SEALED]: pairing });
    },
    async unpair() {
      const open = await db();
      await Promise.all([SEALED, KEY].map((name) => open.delete('settings', name)));
      await session.remove(SEALED);
    },
  };
}

async function seal(db: Database, pairing: Pairing): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(pairing));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
  const { store, done } = (await db()).transaction('settings', 'readwrite');
  await Promise.all([store.put(key, KEY), store.put({ iv, data }, SEALED), done]);
}

async function unseal(db: Database): Promise<Pairing | null> {
  const { store } = (await db()).transaction('settings');
  const [key, sealed] = await Promise.all([store.get(KEY), store.get(SEALED)]);
  if (!(key instanceof CryptoKey) || !v.is(Sealed, sealed)) return null;
  // What cannot be opened any more is as good as nothing: the rep connects again.
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv.slice() }, key, sealed.data);
    return v.parse(Pairing, JSON.parse(new TextDecoder().decode(plain)));
  } catch {
    return null;
  }
}
