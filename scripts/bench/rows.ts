/** The rows of the bench: each a request that a real client makes. */
import { type Call, type Row, send } from './load.ts';
import type { Bench } from './runtime.ts';

let count = 0;
const next = () => `bench-${(count++).toString(36)}`;

export const ROWS: Row[] = [
  {
    name: 'empty Hono handler',
    target: 'empty',
    request: () => ({ method: 'POST', path: '/', body: '{}', headers: { 'content-type': 'text/plain' } }),
  },
  { name: 'single event', goal: '≤ 9 ×', request: (bench) => events(bench, next(), 1) },
  { name: 'batch of 20', goal: '≤ 12 ×', carries: 20, request: (bench) => events(bench, next(), 20) },
  { name: 'batch of 100', carries: 100, request: (bench) => events(bench, next(), 100) },
  { name: 'import of 500 touches', carries: 500, request: (bench) => file(bench, 500) },
  {
    name: 'score from KV',
    prepare: (bench) => settle(bench, 'kv@bench.example'),
    request: (bench) => read(bench, '/v1/scores?email=kv@bench.example'),
  },
  { name: 'score fresh', request: (bench) => read(bench, '/v1/scores?email=kv@bench.example&fresh=1') },
  {
    name: 'known lead, 10 touches',
    prepare: (bench) => history(bench, 'few', 10, 365),
    request: (bench) => events(bench, 'v-few', 1),
  },
  {
    name: 'known lead, 10,000 touches',
    goal: '≤ 1.5 × the row above',
    prepare: (bench) => history(bench, 'many', 10_000, 365),
    request: (bench) => events(bench, 'v-many', 1),
  },
  {
    name: 'known lead, 10,000 this week',
    prepare: (bench) => history(bench, 'week', 10_000, 7),
    request: (bench) => events(bench, 'v-week', 1),
  },
];

function events({ siteKey }: Bench, visitor: string, size: number): Call {
  const now = Date.now();
  const views = Array.from({ length: size }, () => {
    return {
      id: next(),
      type: 'page_viewed',
      occurredAt: now,
      url: 'https://bench.example/products/scales?ref=home',
      title: 'Scales',
      referrer: '',
    };
  });
  return {
    method: 'POST',
    path: '/v1/events',
    body: JSON.stringify({ key: siteKey, visitor, sentAt: now, events: views }),
    headers: { 'content-type': 'text/plain' },
  };
}

/** A CSV file of touches by a thousand people, each line new. */
function file(bench: Bench, lines: number): Call {
  const at = new Date(Date.now() - 86_400_000).toISOString();
  const rows = Array.from({ length: lines }, (_, i) => {
    return `${next()},file${i % 1000}@bench${i % 50}.example,email_opened,${at},"Scales, ""weighed"""\n`;
  });
  return {
    method: 'POST',
    path: '/v1/imports?kind=touches',
    body: `id,email,type,occurredAt,title\n${rows.join('')}`,
    headers: { ...authorized(bench), 'content-type': 'text/csv' },
  };
}

const authorized = ({ secretKey }: Bench) => ({
  authorization: `Bearer ${secretKey}`,
  'content-type': 'application/json',
});

const read = (bench: Bench, path: string): Call => ({ method: 'GET', path, body: '', headers: authorized(bench) });

/** A lead with a few touches, and the time that its copy takes to reach KV and this isolate's own writes to be forgotten. */
async function settle(bench: Bench, email: string): Promise<void> {
  await touch(
    bench,
    email,
    ['demo_requested', 'file_downloaded', 'email_opened'].map((type, i) => ({ type, at: Date.now() - i * 86_400_000 })),
  );
  await new Promise((resolve) => setTimeout(resolve, 13_000));
}

/** A lead with a history over so many days, and a visitor who is that lead. */
async function history(bench: Bench, name: string, size: number, days: number): Promise<void> {
  const email = `${name}@bench.example`;
  const types = ['page_viewed', 'pricing_viewed', 'email_opened', 'email_clicked', 'file_downloaded'];
  const step = (days * 86_400_000) / size;
  const touches = Array.from({ length: size }, (_, i) => ({
    type: types[i % types.length] ?? 'page_viewed',
    at: Math.floor(Date.now() - i * step),
  }));
  for (let from = 0; from < size; from += 500) await touch(bench, email, touches.slice(from, from + 500));
  const who = { id: next(), type: 'identified', occurredAt: Date.now(), email };
  const body = JSON.stringify({ key: bench.siteKey, visitor: `v-${name}`, events: [who] });
  await send(bench, {
    request: () => ({ method: 'POST', path: '/v1/events', body, headers: { 'content-type': 'text/plain' } }),
  });
}

function touch(bench: Bench, email: string, touches: { type: string; at: number }[]): Promise<void> {
  const body = JSON.stringify({
    touches: touches.map(({ type, at }) => ({ id: next(), email, type, occurredAt: at })),
  });
  return send(bench, { request: () => ({ method: 'POST', path: '/v1/touches', body, headers: authorized(bench) }) });
}
