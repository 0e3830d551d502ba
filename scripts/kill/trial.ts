/** `kill -9` under load, again and again on the same state: what was acknowledged must be there, once, and counted once. */
import { Server } from './server.ts';

export interface Outcome {
  /** Events that were sent, each until it was acknowledged. */
  sent: number;
  /** Batches that a kill cut off, and that were sent again. */
  repeated: number;
  /** Ids that were acknowledged and are not there, and ids that are there twice. */
  lost: string[];
  twice: string[];
  /** Leads whose tally counts other than their events are. */
  miscounted: string[];
}

const BATCH = 10;
const LEADS = 8;

interface Batch {
  lead: number;
  ids: string[];
  body: string;
}

/** In: a state folder, how often to kill, how long to load before each (ms). Out: what became of the events. Eight senders, each one person. */
export async function killTrial(state: string, kills: number, spell: (round: number) => number): Promise<Outcome> {
  const server = await Server.start(state);
  const { secretKey, siteKey } = server.keys;
  const sent = new Map<number, string[]>();
  let isOver = false;
  let repeated = 0;

  const sender = async (lead: number) => {
    for (let n = 0; !isOver || n === 0; n++) {
      const batch = batchOf(siteKey, lead, n);
      for (let tries = 0; !(await isAcknowledged(server.url, batch)); tries++) {
        if (tries === 0) repeated += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      sent.set(lead, [...(sent.get(lead) ?? []), ...batch.ids]);
    }
  };
  const load = Promise.all(Array.from({ length: LEADS }, (_, lead) => sender(lead)));
  for (let round = 0; round < kills; round++) {
    await new Promise((resolve) => setTimeout(resolve, spell(round)));
    await server.kill();
    await server.start();
  }
  isOver = true;
  await load;
  try {
    return { repeated, ...(await compare(server.url, secretKey, sent)) };
  } finally {
    await server.kill();
  }
}

/** A person's first batch also says who they are. */
function batchOf(key: string, lead: number, n: number): Batch {
  const now = Date.now();
  const views = Array.from({ length: BATCH }, (_, i) => ({
    id: `k-${lead}-${n}-${i}`,
    type: 'page_viewed',
    occurredAt: now,
    url: '/a',
  }));
  const who = { id: `k-${lead}-who`, type: 'identified', occurredAt: now, email: emailOf(lead) };
  const events = n === 0 ? [...views, who] : views;
  return { lead, ids: events.map(({ id }) => id), body: JSON.stringify({ key, visitor: `v-kill-${lead}`, events }) };
}

const emailOf = (lead: number): string => `kill${lead}@northwind.example`;

const isAcknowledged = (url: string, { body }: Batch): Promise<boolean> =>
  fetch(`${url}/v1/events`, { method: 'POST', body }).then(
    ({ status }) => status === 202,
    () => false,
  );

async function compare(
  url: string,
  secretKey: string,
  sent: Map<number, string[]>,
): Promise<Omit<Outcome, 'repeated'>> {
  const found: Omit<Outcome, 'repeated'> = { sent: 0, lost: [], twice: [], miscounted: [] };
  const get = async (path: string) =>
    (await fetch(url + path, { headers: { authorization: `Bearer ${secretKey}` } })).json();
  for (const [lead, ids] of sent) {
    const { lead: card, snapshot } = await get(`/v1/scores?email=${emailOf(lead)}&fresh=1&snapshot=1`);
    const stored: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await get(`/v1/leads/${card.id}/timeline?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
      stored.push(...page.touches.map(({ id }: { id: string }) => id));
      cursor = page.cursor;
    }
    const there = new Set(stored);
    found.sent += ids.length;
    found.lost.push(...ids.filter((id) => !there.has(id)));
    found.twice.push(...stored.filter((id, i) => stored.indexOf(id) !== i));
    // Saying who one is is an event, and no touch.
    if (snapshot.tally.touches !== stored.length - 1)
      found.miscounted.push(`${emailOf(lead)}: ${snapshot.tally.touches} of ${stored.length - 1}`);
  }
  return found;
}
