/** Nothing that was acknowledged is lost: `kill -9` in the middle of a load of 2,000 events, and a start on the same state. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Victim } from './victim.ts';

const victim = new Victim();
afterAll(() => victim.end());

const TOTAL = 2000;
const BATCH = 10;

it('keeps every acknowledged event, once', async () => {
  await victim.start();
  expect(statSync(join(victim.state, 'keys.json')).mode & 0o777).toBe(0o600);
  const { secretKey, siteKey } = victim.keys;
  const batches = Array.from({ length: TOTAL / BATCH }, (_, i) => batchOf(siteKey, i));

  const acknowledged = new Set<string>();
  const load = send(victim.url, batches, acknowledged);
  await expect.poll(() => acknowledged.size, { timeout: 20_000, interval: 5 }).toBeGreaterThan(TOTAL / 4);
  victim.kill();
  await load;
  expect(acknowledged.size).toBeLessThan(TOTAL);

  await victim.start();
  const stored = await timelineIds(victim.url, secretKey);
  expect([...acknowledged].filter((id) => !stored.includes(id))).toEqual([]);
  expect(new Set(stored).size).toBe(stored.length);

  await send(victim.url, batches, acknowledged);
  const all = await timelineIds(victim.url, secretKey);
  expect(all.length).toBe(TOTAL + 1);
  expect(new Set(all).size).toBe(TOTAL + 1);
  const answer = await fetch(`${victim.url}/v1/scores?email=load@northwind.example&fresh=1`, {
    headers: { authorization: `Bearer ${secretKey}` },
  });
  const { snapshot } = await (
    await fetch(`${answer.url}&snapshot=1`, { headers: { authorization: `Bearer ${secretKey}` } })
  ).json();
  expect(snapshot.tally.touches).toBe(TOTAL);
});

/** The first batch also says who the visitor is, so that the timeline shows all of it. */
function batchOf(key: string, i: number): { ids: string[]; body: string } {
  const now = Date.now();
  const views = Array.from({ length: BATCH }, (_, n) => ({
    id: `load-${i}-${n}`,
    type: 'page_viewed',
    occurredAt: now - i,
    url: '/a',
  }));
  const who = { id: 'load-who', type: 'identified', occurredAt: now, email: 'load@northwind.example' };
  const events = i === 0 ? [...views, who] : views;
  return { ids: events.map(({ id }) => id), body: JSON.stringify({ key, visitor: 'v-load', events }) };
}

/** Four senders side by side; what fails is not acknowledged. */
async function send(url: string, batches: { ids: string[]; body: string }[], acknowledged: Set<string>): Promise<void> {
  const waiting = batches.slice();
  const sender = async () => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      const isStored = await fetch(`${url}/v1/events`, { method: 'POST', body: batch.body }).then(
        ({ status }) => status === 202,
        () => false,
      );
      for (const id of isStored ? batch.ids : []) acknowledged.add(id);
    }
  };
  await Promise.all(Array.from({ length: 4 }, sender));
}

async function timelineIds(url: string, secretKey: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${secretKey}` };
  const get = async (path: string) => (await fetch(url + path, { headers })).json();
  const { lead } = await get('/v1/scores?email=load@northwind.example&fresh=1');
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await get(`/v1/leads/${lead.id}/timeline?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    ids.push(...page.touches.map(({ id }: { id: string }) => id));
    cursor = page.cursor;
  }
  return ids;
}
