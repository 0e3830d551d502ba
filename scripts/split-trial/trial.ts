/** The trial of the split: events keep coming while a ledger is split again and again and the server dies; in the end everybody has every touch once. */

import { Server } from '../server.ts';
import { type Crowd, crowdOf, type Request } from './crowd.ts';

const SENDERS = 4;

export interface Plan {
  events: number;
  splits: number;
  kills: number;
  say?: (line: string) => void;
}
export interface Outcome {
  events: number;
  people: number;
  ledgers: number;
  /** What is not as it must be, person by person. */
  faults: string[];
  seconds: number;
}
interface Ledgers {
  ledgers: { name: string; buckets: number; moving: object | null }[];
  split: object | null;
}
interface Page {
  touches: { id: string }[];
  cursor: string | null;
}

/** In: how much of everything. Out: what came of it. */
export async function splitTrial({ events, splits, kills, say = () => {} }: Plan): Promise<Outcome> {
  const server = new Server();
  try {
    await server.start();
    const crowd = crowdOf(events, Date.now());
    const begun = Date.now();
    const merged = await flow(server, crowd, splits, kills, say);
    await settled(server);
    const seconds = (Date.now() - begun) / 1000;
    const { ledgers } = await patiently(() => server.api<Ledgers>('GET', '/v1/admin/ledgers'));
    say(
      `all is sent and at rest after ${Math.round(seconds)} s: ${ledgers.map(({ name, buckets }) => `${name} ${buckets}`).join(', ')}`,
    );
    const faults = await compare(server, crowd, merged);
    return { events: crowd.events, people: crowd.expected.size, ledgers: ledgers.length, faults, seconds };
  } finally {
    await server.end();
  }
}

/** Sends everything; splits come at even distances in between, each with a kill that meets the move, the other kills at other times. Out: pairs who were merged on the way. */
async function flow(server: Server, crowd: Crowd, splits: number, kills: number, say: (line: string) => void) {
  const waiting = crowd.requests.slice();
  const total = waiting.length;
  const sent = () => 1 - waiting.length / total;
  const merged: [string, string][] = [];
  const sender = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await deliver(server, next);
  };
  const senders = Array.from({ length: SENDERS }, sender);
  const emails = [...crowd.expected.keys()];
  const deeds = [
    ...Array.from({ length: splits }, (_, i) => ({
      at: (i + 0.5) / (splits + 0.5),
      run: async () => {
        await split(server, say);
        if (i >= kills) return;
        await sleep(20 + 60 * i);
        await crash(server, say);
      },
    })),
    ...Array.from({ length: Math.max(0, kills - splits) }, (_, i) => ({
      at: (i + 0.9) / (kills + 0.9),
      run: () => crash(server, say),
    })),
    ...[0.1, 0.4, 0.8].map((at, i) => ({
      at,
      run: async () => {
        const [one = '', two = ''] = [emails[3 * i], emails[3 * i + 2]];
        await patiently(async () => {
          const { lead } = await server.api<{ lead: { id: string } }>('GET', `/v1/scores?email=${one}&fresh=1`);
          await server.api('POST', `/v1/leads/${lead.id}/merges`, { email: two }).catch((error: Error) => {
            // A merge whose answer was lost is refused when it is asked for again.
            if (!error.message.endsWith('422')) throw error;
          });
        });
        merged.push([one, two]);
      },
    })),
  ].toSorted((a, b) => a.at - b.at);
  for (const { at, run } of deeds) {
    while (sent() < at) await sleep(5);
    await run();
  }
  await Promise.all(senders);
  return merged;
}

const split = (server: Server, say: (line: string) => void) =>
  patiently(async () => {
    const { source, target } = await server.api<{ source: string; target: string }>(
      'POST',
      '/v1/admin/ledgers/split',
      {},
    );
    say(`split ${source} → ${target}`);
  });

async function crash(server: Server, say: (line: string) => void): Promise<void> {
  const { ledgers } = await patiently(() => server.api<Ledgers>('GET', '/v1/admin/ledgers'));
  say(`kill -9 (${ledgers.map(({ moving }) => JSON.stringify(moving)).join(' ')})`);
  await server.kill();
  await server.start();
}

/** Until it is acknowledged; what was stored before an answer got lost is known by its ids. */
const deliver = (server: Server, { path, body }: Request) =>
  patiently(async () => {
    if (path === '/v1/touches') return server.api('POST', path, body);
    const text = JSON.stringify({ key: server.keys.siteKey, ...body });
    const { status } = await fetch(server.url + path, { method: 'POST', body: text });
    if (status !== 202) throw new Error(`events answer ${status}`);
  });

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === 600) throw error;
      await sleep(100);
    }
  }
}

/** Nothing moves any more. */
async function settled(server: Server): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const { ledgers, split } = await patiently(() => server.api<Ledgers>('GET', '/v1/admin/ledgers'));
    if (split === null && ledgers.every(({ moving }) => moving === null)) break;
    await sleep(100);
  }
  await sleep(500);
}

async function compare(server: Server, { expected }: Crowd, merged: [string, string][]): Promise<string[]> {
  const faults: string[] = [];
  for (const [one, two] of merged) {
    const both = new Set([...(expected.get(one) ?? []), ...(expected.get(two) ?? [])]);
    expected.set(one, both).set(two, both);
  }
  for (const [email, wanted] of expected) {
    const { lead, snapshot } = await scoreOf(server, `${email}&fresh=1`);
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: Page = await server.api('GET', `/v1/leads/${lead.id}/timeline?limit=200${more}`);
      ids.push(...page.touches.map(({ id }) => id));
      cursor = page.cursor;
    }
    const got = new Set(ids);
    const lost = [...wanted].filter((id) => !got.has(id)).length;
    const foreign = [...got].filter((id) => !wanted.has(id)).length;
    const isRight = lost === 0 && foreign === 0 && got.size === ids.length;
    if (!isRight) faults.push(`${email}: ${lost} lost, ${foreign} of others, ${ids.length - got.size} twice`);
    // What was folded on the way must be what the log gives when it is read again.
    const again = await scoreOf(server, `${email}&at=${Date.now()}`);
    const [folded, read] = [snapshot.tally.touches, again.snapshot.tally.touches];
    if (folded !== read) faults.push(`${email}: ${folded} touches are in the score, ${read} in the log`);
  }
  const leads = await queueOf(server);
  const people = expected.size - merged.length;
  if (leads.length !== people || new Set(leads).size !== people)
    faults.push(`the queue has ${leads.length} rows (${new Set(leads).size} people) for ${people}`);
  return faults;
}

interface Scored {
  lead: { id: string };
  snapshot: { tally: { touches: number } };
}
const scoreOf = (server: Server, query: string) => server.api<Scored>('GET', `/v1/scores?snapshot=1&email=${query}`);

async function queueOf(server: Server): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: { leads: { lead: { id: string } }[]; cursor: string | null } = await server.api(
      'GET',
      `/v1/leads?limit=200${more}`,
    );
    ids.push(...page.leads.map(({ lead }) => lead.id));
    cursor = page.cursor;
  }
  return ids;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
