/** `kill -9` under load, again and again on the same state: what was acknowledged must be there, once, counted once, and told to the webhook. */
import { Receiver } from '../receiver.ts';
import { Server } from '../server.ts';

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
  /** Outcomes that were acknowledged, and those of them that the webhook was never told. */
  outcomes: number;
  untold: string[];
}

const BATCH = 10;
const LEADS = 8;
/** An outcome is recorded with every so many batches. */
const OUTCOME_EVERY = 3;
/** What is not told so long (ms) after the last start never will be: whatever was under way is due again at once. */
const TOLD_WITHIN = 60_000;

interface Batch {
  ids: string[];
  body: string;
}
interface Acknowledged {
  /** Ids by lead, and the notes of the outcomes. */
  sent: Map<number, string[]>;
  outcomes: string[];
  repeated: number;
}

/** In: how often to kill, how long to load before each (ms). Out: what became of events and webhooks. Eight senders, each one person. */
export async function killTrial(kills: number, spell: (round: number) => number): Promise<Outcome> {
  // The switch with which webhooks may point at this machine is this server's own.
  const server = new Server({ ALLOW_PRIVATE_TARGETS: '1' });
  const receiver = await new Receiver().listen();
  try {
    await server.start();
    await server.api('POST', '/v1/webhooks', { url: receiver.url('/'), events: ['outcome_recorded'] });
    const { sent, outcomes, repeated } = await underFire(server, kills, spell);
    const untold = await notTold(outcomes, receiver);
    return { repeated, outcomes: outcomes.length, untold, ...(await compare(server, sent)) };
  } finally {
    await server.end();
    await receiver.stop();
  }
}

async function underFire(server: Server, kills: number, spell: (round: number) => number): Promise<Acknowledged> {
  const { siteKey } = server.keys;
  const done: Acknowledged = { sent: new Map(), outcomes: [], repeated: 0 };
  let isOver = false;
  const sender = async (lead: number) => {
    for (let n = 0; !isOver || n === 0; n++) {
      const batch = batchOf(siteKey, lead, n);
      done.repeated += await untilDone(() => isAcknowledged(server, batch));
      done.sent.set(lead, [...(done.sent.get(lead) ?? []), ...batch.ids]);
      if (n % OUTCOME_EVERY > 0) continue;
      const note = `${lead}-${n}`;
      await untilDone(() => isRecorded(server, lead, note));
      done.outcomes.push(note);
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
  return done;
}

/** Tries until it is done. Out: 0 when that was at once, else 1. */
async function untilDone(isDone: () => Promise<boolean>): Promise<0 | 1> {
  if (await isDone()) return 0;
  do await new Promise((resolve) => setTimeout(resolve, 50));
  while (!(await isDone()));
  return 1;
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
  return { ids: events.map(({ id }) => id), body: JSON.stringify({ key, visitor: `v-kill-${lead}`, events }) };
}

const emailOf = (lead: number): string => `kill${lead}@northwind.example`;

const isAcknowledged = ({ url }: Server, { body }: Batch): Promise<boolean> =>
  fetch(`${url}/v1/events`, { method: 'POST', body }).then(
    ({ status }) => status === 202,
    () => false,
  );

const isRecorded = (server: Server, lead: number, note: string): Promise<boolean> =>
  server.api('POST', '/v1/outcomes', { email: emailOf(lead), outcome: 'meeting', at: Date.now(), note }).then(
    () => true,
    () => false,
  );

/** Out: the outcomes that the webhook is not told of in good time. */
async function notTold(outcomes: string[], { got }: Receiver): Promise<string[]> {
  const missing = () => {
    const told = new Set(got.map(({ body }) => JSON.parse(body).data.outcome.note));
    return outcomes.filter((note) => !told.has(note));
  };
  const end = Date.now() + TOLD_WITHIN;
  while (missing().length > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
  return missing();
}

interface Scored {
  lead: { id: string };
  snapshot: { tally: { touches: number } };
}
interface Page {
  touches: { id: string }[];
  cursor: string | null;
}

async function compare(server: Server, sent: Map<number, string[]>) {
  const found = { sent: 0, lost: [] as string[], twice: [] as string[], miscounted: [] as string[] };
  for (const [lead, ids] of sent) {
    const email = emailOf(lead);
    const { lead: card, snapshot } = await server.api<Scored>('GET', `/v1/scores?email=${email}&fresh=1&snapshot=1`);
    const stored = await idsOf(server, card.id);
    const there = new Set(stored);
    found.sent += ids.length;
    found.lost.push(...ids.filter((id) => !there.has(id)));
    found.twice.push(...stored.filter((id, i) => stored.indexOf(id) !== i));
    // Saying who one is is an event, and no touch.
    if (snapshot.tally.touches !== stored.length - 1)
      found.miscounted.push(`${email}: ${snapshot.tally.touches} of ${stored.length - 1}`);
  }
  return found;
}

async function idsOf(server: Server, lead: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: Page = await server.api('GET', `/v1/leads/${lead}/timeline?limit=200${more}`);
    ids.push(...page.touches.map(({ id }) => id));
    cursor = page.cursor;
  }
  return ids;
}
