/** Exports: everything of one kind as a file, whatever is in it; imported into another installation it says the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
let other: Edge;
beforeAll(async () => {
  [edge, other] = await Promise.all([Edge.start(), Edge.start()]);
  await fill();
});
afterAll(() => Promise.all([edge.stop(), other.stop()]));

const HOSTILE = [
  '=1+1',
  '+49 30',
  '-5',
  '@SUM(A1)',
  "'quoted'",
  '\ttab',
  'a,"b"\r\nc;d',
  '',
  ' spaced ',
  '200',
  'true',
  '["a"]',
  'Zoë €',
  '\ud83d\ude00',
];
const at = '2026-10-01T09:00:00.000Z';

/** Every kind of fact, with text that spreadsheets, parsers and types stumble over. */
async function fill(): Promise<void> {
  const texts = Object.fromEntries(HOSTILE.map((text, i) => [`text ${i}`, text]));
  const typed = {
    employees: 200,
    share: -0.5,
    big: 1e21,
    isGood: true,
    tools: ['a', 'b,c', ''],
    'a.b': 'dotted',
    source: 'own name',
  };
  await edge.api('PUT', '/v1/leads', {
    ...{ email: 'ada@exported.example', source: 'crm', observedAt: at, attributes: { ...texts, ...typed } },
    aliases: { hubspot: '1:77', linkedin: 'ada' },
  });
  await edge.api('PUT', '/v1/leads', {
    email: 'ada@exported.example',
    source: 'form',
    observedAt: at,
    attributes: { employees: '200' },
  });
  await edge.api('PUT', '/v1/leads', { email: 'bare@exported.example' });
  const touches = HOSTILE.map((title, i) => {
    return {
      id: `x-${i}`,
      email: `p${i % 3}@exported.example`,
      type: 'email_opened',
      occurredAt: at,
      title,
      properties: { title, i },
    };
  });
  const others = [
    {
      id: 'x-buy',
      email: 'ada@exported.example',
      type: 'purchase_made',
      occurredAt: at,
      amount: 12.5,
      currency: 'EUR',
      source: 'shop',
    },
    { id: 'x-news', domain: 'exported.example', type: 'news', occurredAt: at, sentAt: at },
    { id: 'x-job', email: 'ada@exported.example', type: 'job_change', occurredAt: at },
  ];
  expect((await edge.api('POST', '/v1/touches', { touches: [...touches, ...others] })).body.accepted).toBe(
    HOSTILE.length + 3,
  );
  for (const [i, name] of HOSTILE.entries())
    await edge.api('PUT', `/v1/accounts/company-${i}.example`, {
      attributes: { name, employees: i + 1, technologies: ['a,b', 'c'] },
      source: i % 2 === 0 ? 'crm' : 'enrichment',
      observedAt: at,
    });
  for (const [i, note] of HOSTILE.entries())
    await edge.api('POST', '/v1/outcomes', {
      email: 'ada@exported.example',
      outcome: 'good',
      at: Date.parse(at) + i,
      note,
      value: i,
    });
}

const exported = async (from: Edge, noun: string, format: string) => {
  const file = (await from.api('GET', `/v1/exports/${noun}?format=${format}`)).text;
  return format === 'csv' ? file : file.trim().split('\n').sort();
};
const take = async (into: Edge, noun: string, format: string, file: string) => {
  const type = { 'content-type': format === 'csv' ? 'text/csv' : 'application/x-ndjson' };
  const answer = (await into.api('POST', `/v1/imports?kind=${noun}&format=${format}`, file, type)).body;
  const { accepted, duplicates, rejected } = answer;
  return { accepted, duplicates, rejected };
};

describe.each([
  ['leads', 6],
  ['accounts', HOSTILE.length],
  ['touches', HOSTILE.length + 3],
  ['outcomes', HOSTILE.length],
])('%s', (noun, count) => {
  it.each(['ndjson', 'csv'])(
    'come in again as %s: here they are known, elsewhere they are the same',
    async (format) => {
      const file = (await edge.api('GET', `/v1/exports/${noun}?format=${format}`)).text;
      expect(await take(edge, noun, format, file)).toEqual({ accepted: 0, duplicates: count, rejected: 0 });
      const first = await take(other, noun, format, file);
      expect(first).toEqual(
        format === 'ndjson'
          ? { accepted: count, duplicates: 0, rejected: 0 }
          : { accepted: 0, duplicates: count, rejected: 0 },
      );
      expect(await exported(other, noun, 'ndjson')).toEqual(await exported(edge, noun, 'ndjson'));
    },
  );
});

it('writes nothing that a spreadsheet would run, and quotes what must be', async () => {
  for (const noun of ['leads', 'accounts', 'touches', 'outcomes', 'scores']) {
    const answer = await edge.api('GET', `/v1/exports/${noun}`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="steelyard-[a-z]+-[\d-]+\.csv"$/);
    expect(answer.text).not.toMatch(/(^|,|\n)"?[=+@\t]/);
  }
});

it('tells scores with their receipts', async () => {
  const lines = (await exported(edge, 'scores', 'ndjson')) as string[];
  const ada = lines.map((line) => JSON.parse(line)).find(({ lead }) => lead.email === 'ada@exported.example');
  const { lead, score } = (await edge.api('GET', '/v1/scores?email=ada@exported.example&fresh=1')).body;
  expect(ada).toMatchObject({ lead, score: { points: score.points, reasons: score.reasons } });
  expect(String(await exported(edge, 'scores', 'csv'))).toContain('ada@exported.example');
});

it('shows what pages reported, which comes in by its own door only', async () => {
  const who = { id: edge.id(), type: 'identified', occurredAt: Date.now(), email: 'seen@exported.example' };
  const view = { id: edge.id(), type: 'page_engaged', occurredAt: Date.now(), url: '/a', engagedMs: 5 };
  await edge.events('v-exported', [who, view]);
  const lines = (await edge.api('GET', '/v1/exports/touches?format=ndjson')).text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ visitor }) => visitor === 'v-exported')).toMatchObject([
    { email: 'seen@exported.example', source: 'site' },
    { email: 'seen@exported.example', engagedMs: 5 },
  ]);
  const file = (await edge.api('GET', '/v1/exports/touches')).text;
  expect(await take(edge, 'touches', 'csv', file)).toEqual({
    accepted: 0,
    duplicates: HOSTILE.length + 3,
    rejected: 2,
  });
});

it('knows no other noun and no other format', async () => {
  expect((await edge.api('GET', '/v1/exports/keys')).status).toBe(404);
  expect((await edge.api('GET', '/v1/exports/leads?format=xlsx')).status).toBe(422);
});
