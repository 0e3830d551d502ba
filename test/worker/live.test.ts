/** The live feed: a ticket opens it once, a change arrives with its score, whoever comes back misses nothing. */
import { once } from 'node:events';
import { IncomingMessage, request } from 'node:http';
import { Socket } from 'node:net';
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
  // Who breaks off after the first message has seen nothing that was missed.
  expect(back.messages[0]).toMatchObject({ type: 'hello', cursor });
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

it('tells of the leads, accounts and queues that are subscribed to, and of nobody else', async () => {
  const emails = ['one@sub.example', 'two@sub.example', 'three@other.example'] as const;
  for (const [i, email] of emails.entries()) await touch(`sub-${i}`, email);
  const { lead } = (await edge.api('GET', `/v1/scores?email=${emails[0]}&fresh=1`)).body;
  const byLead = await listen(`ticket=${await ticket()}&lead=${lead.id}`);
  const byAccount = await listen(`ticket=${await ticket()}&account=sub.example`);
  const byQueue = await listen(`ticket=${await ticket()}&tier=1&stage=lead`);
  const byOther = await listen(`ticket=${await ticket()}&level=super_hot`);
  for (const live of [byLead, byAccount, byQueue, byOther]) await live.until(({ type }) => type === 'hello');
  for (const [i, email] of emails.entries()) await touch(`sub-again-${i}`, email);
  await byLead.until((message) => message.lead?.email === emails[0]);
  for (const email of emails.slice(0, 2)) await byAccount.until((message) => message.lead?.email === email);
  for (const email of emails) await byQueue.until((message) => message.lead?.email === email);
  const heard = (live: typeof byLead) => new Set(live.messages.flatMap((message) => message.lead?.email ?? []));
  expect(heard(byLead)).toEqual(new Set([emails[0]]));
  expect(heard(byAccount)).toEqual(new Set(emails.slice(0, 2)));
  expect(heard(byOther)).toEqual(new Set());

  byLead.socket.send(JSON.stringify({ type: 'subscribe', accounts: ['other.example'] }));
  await byLead.until(({ type }) => type === 'subscribed');
  byLead.socket.send('{"type":"luck"}');
  await byLead.until(({ type }) => type === 'not_understood');
  for (const [i, email] of emails.toReversed().entries()) await touch(`sub-third-${i}`, email);
  await byLead.until((message) => message.lead?.email === emails[2]);
  await byAccount.until(() => byAccount.messages.length > 4);
  expect(heard(byLead)).toEqual(new Set([emails[0], emails[2]]));
  expect(byLead.messages.filter((message) => message.lead?.email === emails[0])).toHaveLength(1);
  for (const { socket } of [byLead, byAccount, byQueue, byOther]) socket.close();
});

it('resumes over a restart, with what is subscribed to', async () => {
  await touch('re-0', 'before@restart.example');
  await expect.poll(async () => (await edge.api('GET', '/v1/leads?account=restart.example')).body.leads.length).toBe(1);
  const live = await listen(`ticket=${await ticket()}`);
  await live.until(({ type }) => type === 'hello');
  const { cursor } = live.messages[0] ?? { cursor: 0 };
  await edge.restart();
  await touch('re-1', 'during@restart.example');
  await touch('re-2', 'during@elsewhere.example');
  await expect
    .poll(async () => (await edge.api('GET', '/v1/leads?account=elsewhere.example')).body.leads.length)
    .toBe(1);
  const back = await listen(`ticket=${await ticket()}&since=${cursor}&account=restart.example`);
  await back.until(({ lead }) => lead?.email === 'during@restart.example');
  expect(back.messages.map(({ lead }) => lead?.email)).not.toContain('during@elsewhere.example');
  back.socket.close();
});

/** Knocks as a page of this origin. Out: the status. */
async function statusFrom(origin: string): Promise<number | undefined> {
  const websocket = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' };
  const headers = { ...websocket, connection: 'Upgrade', upgrade: 'websocket', origin };
  const call = request(`${edge.url}/v1/live?ticket=${await ticket()}`, { headers });
  call.end();
  const [answer, socket] = await Promise.race([once(call, 'upgrade'), once(call, 'response')]);
  if (socket instanceof Socket) socket.destroy();
  return answer instanceof IncomingMessage ? answer.statusCode : undefined;
}

it('opens for our own pages and extensions only, and names what is wrong with an address', async () => {
  expect(await statusFrom('https://evil.example')).toBe(403);
  expect(await statusFrom('null')).toBe(403);
  expect(await statusFrom(edge.url)).toBe(101);
  expect(await statusFrom('chrome-extension://abcdefghijklmnop')).toBe(101);
  for (const query of ['&lead=<', '&account=luck', '&tier=9', '&since=x', '&luck=1']) {
    const answer = await edge.call('GET', `/v1/live?ticket=t${query}`);
    expect([query, answer.status]).toEqual([query, 422]);
  }
});

it('asks for a ticket first', async () => {
  for (const query of ['', '?ticket=', '?lead=x'])
    expect([query, (await edge.call('GET', `/v1/live${query}`)).status]).toEqual([query, 401]);
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
