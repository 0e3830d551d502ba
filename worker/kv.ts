/** The copies that are read worldwide: the one file that knows KV's keys. Never the truth; each copy says when it was made. */
import * as v from 'valibot';
import type { Snapshot } from '../shared/score';
import { Snapshot as SnapshotSchema } from '../shared/wire';
import type { Env } from './env';
import { Settings } from './settings';

const SETTINGS = 'settings';
/** A lead's key is the address's own part of its id: so that `emailHash` alone finds it, without knowing the bucket. */
const leadKey = (id: string) => `lead:${id.slice(5)}`;
const aliasKey = (alias: string) => `alias:${alias}`;

/** KV is everywhere; people's data that must stay in one place has no copy there, and is read from its ledger. */
const isForPeople = ({ JURISDICTION }: Env): boolean => JURISDICTION === undefined;

/** A copy is text until it is proven: one that cannot be read is as good as none, and spoils no other. */
const Copy = v.pipe(v.string(), v.parseJson(), SnapshotSchema);
type CopyKey = { id: string } | { emailHash: string };

/** In: at most a hundred lead ids or `emailHash`es. Out: the copy of each one's snapshot, or null, in order. Many cost one request, as one does. */
export async function readSnapshots(env: Env, keys: CopyKey[]): Promise<(Snapshot | null)[]> {
  if (!isForPeople(env)) return keys.map(() => null);
  const names = keys.map((key) => ('id' in key ? leadKey(key.id) : `lead:${key.emailHash.slice(0, 24)}`));
  const held = await textsIn(env, [...new Set(names)]);
  return names.map((name) => {
    const parsed = v.safeParse(Copy, held.get(name));
    return parsed.success ? parsed.output : null;
  });
}

async function textsIn({ KV }: Env, names: string[]): Promise<Map<string, string | null>> {
  const [first, ...others] = names;
  if (first === undefined) return new Map();
  return others.length > 0 ? KV.get(names, 'text') : new Map([[first, await KV.get(first)]]);
}

/** Writes the copies of a lead: its snapshot, and the aliases that lead to it. */
export async function writeSnapshot(env: Env, snapshot: Snapshot, aliases: string[]): Promise<void> {
  if (!isForPeople(env)) return;
  const { id } = snapshot.lead;
  await env.KV.put(leadKey(id), JSON.stringify(snapshot));
  await Promise.all(aliases.map((alias) => env.KV.put(aliasKey(alias), id)));
}

/** Removes the copies of a lead and of the names that lead to it. */
export async function deleteSnapshot(env: Env, id: string, aliases: string[]): Promise<void> {
  await Promise.all([leadKey(id), ...aliases.map(aliasKey)].map((key) => env.KV.delete(key)));
}

/** In: an alias (`linkedin:ada`). Out: the lead's id, or null. */
export const readAlias = async (env: Env, alias: string): Promise<string | null> =>
  isForPeople(env) ? env.KV.get(aliasKey(alias)) : null;

/** Out: the published settings, or null before the workspace has published any. */
export async function readSettings(env: Env): Promise<Settings | null> {
  const parsed = v.safeParse(Settings, await env.KV.get(SETTINGS, 'json'));
  return parsed.success ? parsed.output : null;
}

export const writeSettings = (env: Env, settings: Settings): Promise<void> =>
  env.KV.put(SETTINGS, JSON.stringify(settings));
