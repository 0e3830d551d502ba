/** The live feed: a ticket opens it once, a change arrives with its score, whoever comes back misses nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const ticket = async (): Promise<string> => (await edge.api('POST', '/v1/live/tickets', {})).body.ticket;
const address = (query: string) => `${edge.url.replace('http', 'ws')}/v1/live?${query}`;
const touch = (id: string, email: string) =>
  edge.api('POST', '/v1/touches', { touches: [{ id, email, type: 'demo_requested', occurredAt: Date.now() }] });

interface Message {
  type: string;
  cursor: number;
  lead?: { email: string };
  score?: { balance: { tier: number } };
}

/** A socket whose messages are kept; `until` waits for one that fits. */
async function listen(query: string) {
  const socket = new WebSocket(address(query));
  const messages: Message[] = [];
  const raw: string[] = [];
  socket.addEventListener('message', ({ data }) => {
    raw.push(data);
    if (data !== 'pong') messages.push(JSON.parse(data));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const until = (fits: (message: Message) => boolean) =>
    expect.poll(() => messages.find(fits), { timeout: 5000 }).toBeDefined();
  return { socket, messages, raw, until };
}

it('tells a change with its score and the snapshot to compute it from, and answers ping', async () => {
  const live = await listen(`ticket=${await ticket()}`);
  await live.until(({ type }) => type === 'hello');
  await touch('l1', 'live@northwind.example');
  await live.until(({ lead }) => lead?.email === 'live@northwind.example');
  expect(live.messages.at(-1)).toMatchObject({
    type: 'score_changed',
    score: { balance: { value: 10, tier: 1 } },
    snapshot: { lead: { email: 'live@northwind.example' } },
  });
  live.socket.send('ping');
  await expect.poll(() => live.raw).toContain('pong');
  live.socket.close();
});

it('resumes by cursor without a gap', async () => {
  const first = await listen(`ticket=${await ticket()}`);
  await first.until(({ type }) => type === 'hello');
  const { cursor } = first.messages[0] ?? { cursor: 0 };
  first.socket.close();
  const missed = ['a@gap.example', 'b@gap.example', 'c@gap.example'];
  for (const [i, email] of missed.entries()) await touch(`gap-${i}`, email);
  await expect.poll(async () => (await edge.api('GET', '/v1/leads?account=gap.example')).body.leads.length).toBe(3);
  const back = await listen(`ticket=${await ticket()}&since=${cursor}`);
  for (const email of missed) await back.until(({ lead }) => lead?.email === email);
  const cursors = back.messages.filter(({ type }) => type !== 'hello').map((message) => message.cursor);
  expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
  back.socket.close();
});

it('tells when a lead has cooled down though nothing happened', async () => {
  const live = await listen(`ticket=${await ticket()}`);
  await live.until(({ type }) => type === 'hello');
  // A demo request weighs 10; its half-life after 48 h is 10.34 h: it falls below 9, the cut-off of tier 1, at this age.
  const age = (48 + 10.34 * Math.log2(10 / 9)) * 3_600_000;
  const occurredAt = Math.round(Date.now() - age + 1500);
  await edge.api('POST', '/v1/touches', {
    touches: [{ id: 'cool', email: 'cool@north.example', type: 'demo_requested', occurredAt }],
  });
  await live.until(({ lead, score }) => lead?.email === 'cool@north.example' && score?.balance.tier === 1);
  await live.until(({ lead, score }) => lead?.email === 'cool@north.example' && score?.balance.tier === 2);
  live.socket.close();
});

it('opens for nobody without a fresh ticket', async () => {
  const used = await ticket();
  (await listen(`ticket=${used}`)).socket.close();
  const refused = (query: string) =>
    edge.call('GET', `/v1/live?${query}`, undefined, { upgrade: 'websocket' }).catch(() => ({ status: 0 }));
  expect((await edge.call('GET', `/v1/live?ticket=${used}`)).status).toBe(426);
  await expect(listen(`ticket=${used}`)).rejects.toBeDefined();
  expect((await refused('ticket=live_no')).status).not.toBe(101);
});
