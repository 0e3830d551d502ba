/** Where a bucket is: the ledger that the settings name, or the one that that ledger names, while copies of the settings lag. */
import { type Env, ledgerNamed, type Remote } from './env';
import type { Ledger } from './objects/ledger';
import { Moving, movedIn } from './objects/ledger/buckets';
import type { Entry } from './objects/ledger/events';
import { Problem } from './problem';
import { askAgain, settingsOf } from './published';
import { ledgerOf, ledgersOf } from './settings';

/** A bucket is on its way for some milliseconds; it is waited for in growing steps, for this long in all (ms). */
const STEP = 20;
const PATIENCE = 8000;
/** More hops than ledgers ever split off one after the other. */
const MOST_HOPS = 64;

/** In: a bucket, what to ask its ledger. Out: the answer of the ledger that has it. Errors: 503 while it is on its way for too long. */
export async function inLedger<T>(env: Env, wanted: number, ask: (ledger: Remote<Ledger>) => Promise<T>): Promise<T> {
  let bucket = wanted;
  let name = ledgerOf(await settingsOf(env), bucket);
  return patiently(async () => {
    for (const asked = new Set<string>(); ; ) {
      try {
        return await ask(ledgerNamed(env, name));
      } catch (thrown) {
        const moved = movedIn(thrown);
        if (moved === undefined) throw thrown;
        asked.add(name);
        bucket = moved.bucket;
        name = await placeAfter(env, bucket, name, moved.to);
        // Two that name each other: one has yet to hear of a merge that the other knows.
        if (asked.has(name)) throw new Moving('between two ledgers');
      }
    }
  });
}

/** In: a bucket, the ledger that no longer has it and what that says. Out: where it is by the newest settings; by its word, while they lag. */
async function placeAfter(env: Env, bucket: number, asked: string, told: string): Promise<string> {
  askAgain();
  const published = ledgerOf(await settingsOf(env), bucket);
  return published === asked ? told : published;
}

/** In: what to ask. Out: the answers of all ledgers, also of those that only another ledger knows of yet. */
export async function askAll<T extends { ledgers: string[] }>(
  env: Env,
  ask: (ledger: Remote<Ledger>) => Promise<T>,
): Promise<T[]> {
  const asked = new Set<string>();
  const answers: T[] = [];
  for (let names = ledgersOf(await settingsOf(env)); names.length > 0; ) {
    for (const name of names) asked.add(name);
    const round = await Promise.all(names.map((name) => ask(ledgerNamed(env, name))));
    answers.push(...round);
    names = [...new Set(round.flatMap(({ ledgers }) => ledgers))].filter((name) => !asked.has(name));
  }
  return answers;
}

/** In: items with their buckets, what to ask of each ledger that has some. Out: the answers, each with the items that it is about. */
export async function inLedgers<Item extends { bucket: number }, T>(
  env: Env,
  items: Item[],
  ask: (ledger: Remote<Ledger>, items: Item[]) => Promise<T>,
): Promise<{ items: Item[]; answer: T }[]> {
  const settings = await settingsOf(env);
  return askAt(env, items, ask, (bucket) => ledgerOf(settings, bucket), 0);
}

/** Where a ledger says that something has gone elsewhere, all that it was asked for is sought anew; it has stored none of it. */
async function askAt<Item extends { bucket: number }, T>(
  env: Env,
  items: Item[],
  ask: (ledger: Remote<Ledger>, items: Item[]) => Promise<T>,
  place: (bucket: number) => string,
  hop: number,
): Promise<{ items: Item[]; answer: T }[]> {
  const groups = [...Map.groupBy(items, ({ bucket }) => place(bucket))];
  const answers = groups.map(([name, group]) =>
    patiently(async () => {
      try {
        return [{ items: group, answer: await ask(ledgerNamed(env, name), group) }];
      } catch (thrown) {
        const moved = movedIn(thrown);
        if (moved === undefined || hop === MOST_HOPS) throw thrown;
        return askAt(env, group, ask, await placesAfter(env, name, moved.buckets), hop + 1);
      }
    }),
  );
  return (await Promise.all(answers)).flat();
}

/** The same for many buckets. */
async function placesAfter(env: Env, asked: string, told: [number, string][]): Promise<(bucket: number) => string> {
  askAgain();
  const settings = await settingsOf(env);
  const known = new Map(told);
  return (bucket) => {
    const published = ledgerOf(settings, bucket);
    return published === asked ? (known.get(bucket) ?? asked) : published;
  };
}

export interface Routed {
  bucket: number;
  entry: Entry;
}

/** In: entries with their buckets, whether they are rows of a file. Out: what their ledgers stored of them; null when there were none. */
export async function append(env: Env, routed: Routed[], from: 'call' | 'file' = 'call') {
  if (routed.length === 0) return null;
  const groups = await inLedgers(env, routed, (ledger, group) => {
    const entries = group.map(({ entry }) => entry);
    return from === 'file' ? ledger.appendRows(entries) : ledger.append(entries);
  });
  const answers = groups.map(({ answer }) => answer);
  return {
    accepted: answers.reduce((sum, { accepted }) => sum + accepted, 0),
    duplicates: answers.reduce((sum, { duplicates }) => sum + duplicates, 0),
    conflicts: answers.flatMap(({ conflicts }) => conflicts),
    unknown: answers.flatMap(({ unknown }) => unknown),
    unasked: answers.flatMap(({ unasked }) => unasked),
    leads: answers.flatMap(({ leads }) => leads),
  };
}

/** Tries again while a bucket is on its way. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let waited = 0, step = STEP; ; waited += step, step = Math.min(2 * step, 500)) {
    try {
      return await work();
    } catch (thrown) {
      const isMoving = thrown instanceof Error && thrown.name === 'Moving';
      if (!isMoving) throw thrown;
      if (waited > PATIENCE)
        throw new Problem(503, 'On its way to another place.', { headers: { 'retry-after': '5' } });
      await new Promise((resolve) => setTimeout(resolve, step));
    }
  }
}
