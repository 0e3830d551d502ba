/** Imports over HTTP: files of every kind, in one piece and in parts, with nonsense in them, and twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const CSV = { 'content-type': 'text/csv' };
const NDJSON = { 'content-type': 'application/x-ndjson' };
const at = new Date(Date.now() - 86_400_000).toISOString();

/** Sends a whole file. */
const send = (query: Record<string, string>, file: string, type = CSV): Promise<Answer> =>
  edge.api('POST', `/v1/imports?${new URLSearchParams(query)}`, file, type);
const errorsOf = async ({ body }: Answer) =>
  (await edge.api('GET', `/v1/imports/${body.id}/errors`)).text.trim().split('\r\n').slice(1);
const counts = ({ body: { state, accepted, duplicates, rejected } }: Answer) => ({
  state,
  accepted,
  duplicates,
  rejected,
});

describe('a file in one piece', () => {
  it('brings leads, by a mapping that was proposed and confirmed; the same file again changes nothing', async () => {
    const file = `sep=;\r\nRecord ID;Email Address;First Name;"Job Title";Last Modified Date;HubSpot\r\n1;ADA@imported.example ;Ada;"VP; Operations";13/10/2025 09:30;1:77\r\n2;;Nobody;;;\r\n3;bob@imported.example;Bob;"Line 1\r\nLine 2";3/10/2025;\r\n`;
    const preview = await edge.api('POST', '/v1/imports/preview?kind=leads', file, CSV);
    expect(preview.body).toMatchObject({
      options: {
        ...{ kind: 'leads', delimiter: 'semicolon', dateOrder: 'dmy' },
        mapping: [null, 'email', 'attributes.first_name', 'attributes.title', 'observedAt', 'aliases.hubspot'],
      },
      problems: [{ line: 4, field: 'email', message: 'is missing' }],
    });
    const begun = await edge.api('POST', '/v1/imports', { ...preview.body.options, name: 'leads.csv' });
    expect(begun.status).toBe(201);
    const done = await edge.api('PATCH', `/v1/imports/${begun.body.id}?offset=0&complete=1`, file, CSV);
    expect(counts(done)).toEqual({ state: 'done', accepted: 2, duplicates: 0, rejected: 1 });
    expect(done.body).toMatchObject({ offset: file.length, lines: 6 });
    expect(await errorsOf(done)).toEqual(['4,email,is missing']);
    const { lead } = (await edge.api('GET', '/v1/scores?hubspot=1:77')).body;
    expect(lead).toMatchObject({ email: 'ada@imported.example', name: 'Ada' });
    const record = (await edge.api('GET', `/v1/leads/${lead.id}`)).body.record;
    expect(record).toMatchObject({
      attributes: { title: [{ value: 'VP; Operations', source: 'import', observedAt: '2025-10-13T09:30:00.000Z' }] },
    });
    const again = await edge.api('POST', '/v1/imports', preview.body.options);
    const second = await edge.api('PATCH', `/v1/imports/${again.body.id}?offset=0&complete=1`, file, CSV);
    expect(counts(second)).toEqual({ state: 'done', accepted: 0, duplicates: 2, rejected: 1 });
  });

  it('brings leads in one call when every header means a field, in whatever words', async () => {
    const file = 'E-mail;Job Title;Phone\r\nmeant@imported.example;VP Operations;+44 20 1\r\n';
    expect(counts(await send({ kind: 'leads' }, file))).toMatchObject({ state: 'done', accepted: 1, rejected: 0 });
    const { lead } = (await edge.api('GET', '/v1/scores?email=meant@imported.example')).body;
    const { record } = (await edge.api('GET', `/v1/leads/${lead.id}`)).body;
    const attributes = { title: [{ value: 'VP Operations' }], phone: [{ value: '+44 20 1' }] };
    expect(record).toMatchObject({ attributes });
  });

  it('is lines of JSON when its media type says so', async () => {
    const line = JSON.stringify({ email: 'lines@imported.example', attributes: { title: 'CTO' } });
    const sent = await edge.api('POST', '/v1/imports?kind=leads', `${line}\n`, {
      'content-type': 'application/x-ndjson',
    });
    expect(counts(sent)).toMatchObject({ state: 'done', accepted: 1, rejected: 0 });
    expect(sent.body.options.format).toBe('ndjson');
  });

  it('brings touches without ids: two alike on two lines are two, the same file again none', async () => {
    const file = `email,type,occurredAt\ntwin@imported.example,Email opened,${at}\ntwin@imported.example,email_opened,${at}\ntwin@imported.example,echo,${at}\n`;
    const first = await send({ kind: 'touches' }, file);
    expect(counts(first)).toEqual({ state: 'done', accepted: 2, duplicates: 0, rejected: 1 });
    expect(await errorsOf(first)).toEqual(['4,type,is not a signal']);
    expect(counts(await send({ kind: 'touches' }, file))).toEqual({
      state: 'done',
      accepted: 0,
      duplicates: 2,
      rejected: 1,
    });
    const more = `${file}twin@imported.example,email_clicked,${at}\n`;
    expect(counts(await send({ kind: 'touches' }, more))).toMatchObject({ accepted: 1, duplicates: 2 });
    expect((await edge.score('twin@imported.example', '&fresh=1&snapshot=1')).snapshot.tally.touches).toBe(3);
  });

  it('brings outcomes of known leads, once', async () => {
    await send({ kind: 'touches' }, `email,type,occurredAt\nwon@imported.example,demo_requested,${at}\n`);
    const file = `email,outcome,at,value,by\nwon@imported.example,Closed Won,${at},"1.234,50",crm\nnobody@imported.example,won,${at},,\nwon@imported.example,good,,,\n`;
    const first = await send({ kind: 'outcomes', decimal: 'comma' }, file);
    expect(counts(first)).toEqual({ state: 'done', accepted: 1, duplicates: 0, rejected: 2 });
    expect(await errorsOf(first)).toEqual(['3,email,is not a known lead', '4,at,is missing']);
    expect(counts(await send({ kind: 'outcomes', decimal: 'comma' }, file))).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    const { lead } = await edge.score('won@imported.example', '&fresh=1');
    expect(lead.stage).toBe('customer');
    expect((await edge.api('GET', `/v1/leads/${lead.id}`)).body.record.outcomes).toMatchObject([
      { value: 1234.5, by: 'crm' },
    ]);
  });

  it('brings lines of JSON, each through the schema of its door', async () => {
    const lines = [
      { id: 'nd-1', email: 'nd@imported.example', type: 'webinar_attended', occurredAt: at },
      { id: 'nd-2', email: 'nd@imported.example', type: 'page_viewed', occurredAt: at, visitor: 'v-1' },
      { id: 'nd-3', email: 'nd@imported.example', type: 'page_viewed', occurredAt: '2099-01-01T00:00:00Z' },
      ['echo'],
      { id: 'nd-1', email: 'nd@imported.example', type: 'email_opened', occurredAt: at },
    ].map((line) => JSON.stringify(line));
    const sent = await send(
      { kind: 'touches', format: 'ndjson' },
      `${lines.join('\n')}\n{"echo"\n{"__proto__":{"id":"echo"}}`,
      NDJSON,
    );
    expect(counts(sent)).toEqual({ state: 'done', accepted: 1, duplicates: 0, rejected: 6 });
    expect(await errorsOf(sent)).toEqual([
      '2,visitor,was reported by a page: only what servers say can be imported',
      '3,occurredAt,lies in the future',
      '4,,is not an object',
      '5,id,was used before for other content',
      '6,,is not JSON',
      '7,type,is missing',
    ]);
  });

  it('says what every row says that does not say it itself', async () => {
    const defaults = JSON.stringify({ type: 'webinar_attended', occurredAt: '2026-10-01', source: 'webinar' });
    const mapping = JSON.stringify(['email', null]);
    const sent = await send({ kind: 'touches', defaults, mapping }, 'Who,Seat\nseat@imported.example,4\n');
    expect(counts(sent)).toMatchObject({ accepted: 1 });
    const { lead } = await edge.score('seat@imported.example', '&fresh=1');
    expect((await edge.api('GET', `/v1/leads/${lead.id}/timeline`)).body.touches).toMatchObject([
      { type: 'webinar_attended', occurredAt: '2026-10-01T00:00:00.000Z', source: 'webinar' },
    ]);
  });
});

describe('nonsense', () => {
  it.each([
    ['an empty file', { kind: 'leads' }, '', ''],
    ['a header that is no field', { kind: 'leads' }, 'email,<script>echo\n', 'mapping.1'],
    ['names of prototypes as headers', { kind: 'leads' }, 'email,__proto__,constructor\n', 'mapping.1'],
    ['no required column', { kind: 'touches' }, 'email,type\na,b\n', 'mapping'],
    ['two columns on one field', { kind: 'leads', mapping: '["email","email"]' }, 'a,b\n', 'mapping.0'],
    ['a mapping that is no JSON', { kind: 'leads', mapping: '[echo' }, 'email\n', 'mapping'],
    ['an unknown kind', { kind: 'echo' }, 'email\n', 'kind'],
    ['an unknown option', { kind: 'leads', echo: '1' }, 'email\n', 'echo'],
    ['a default of no field', { kind: 'leads', defaults: '{"echo":"1"}' }, 'email\n', 'defaults'],
  ])('refuses %s, and remembers no import of it', async (_, query, file, path) => {
    const before = (await edge.api('GET', '/v1/imports')).body.imports.length;
    const answer = await send(query, file);
    expect([answer.status, answer.body.errors[0]?.path]).toEqual([422, path]);
    expect(answer.text.replace('"path":"echo"', '')).not.toContain('echo');
    expect((await edge.api('GET', '/v1/imports')).body.imports.length).toBe(before);
  });

  it('loses nothing but the lines that are none', async () => {
    const good = (n: number) => `good${n}@nonsense.example,Ada\n`;
    const bad = [
      '"open,x\n',
      'nul\0@nonsense.example,x\n',
      `${'x'.repeat(300_000)}\n`,
      '\u0000\u0001\u0002\n',
      'a,b,c\n',
      ',,,\n\n',
      '"a"b,c\n',
    ];
    const file = `email,attributes.name\n${bad.map((line, n) => line + good(n)).join('')}`;
    const sent = await send({ kind: 'leads' }, file);
    expect(counts(sent)).toEqual({ state: 'done', accepted: bad.length, duplicates: 0, rejected: 6 });
    expect((await errorsOf(sent)).join('\n')).not.toMatch(/xxx|good/);
  });

  it('refuses what is no file, what is no import, and what has another offset', async () => {
    expect((await send({ kind: 'leads' }, 'email\n', { 'content-type': 'image/png' })).status).toBe(415);
    expect((await edge.api('POST', '/v1/imports', '[]')).status).toBe(422);
    for (const path of ['imp_no', 'imp_no/errors', '__proto__', "imp_' OR 1=1"])
      expect((await edge.api('GET', `/v1/imports/${encodeURIComponent(path).replace('%2F', '/')}`)).status).toBe(404);
    const { id } = (await edge.api('POST', '/v1/imports', { kind: 'leads' })).body;
    const part = (query: string, file: string) => edge.api('PATCH', `/v1/imports/${id}?${query}`, file, CSV);
    const wrong = await part('offset=5', 'email\n');
    expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '0']);
    expect((await part('offset=0', 'ema')).status).toBe(422);
    expect((await part('offset=-1', 'email\n')).status).toBe(422);
    expect((await part('', 'email\n')).status).toBe(422);
    const body = (await part('offset=0&complete=1', 'email\na@parts.example')).body;
    expect(body).toMatchObject({ state: 'done', accepted: 1, offset: 21 });
    expect((await part('offset=21', 'b@parts.example\n')).status).toBe(409);
  });

  it('answers a repeated Idempotency-Key with the first answer', async () => {
    const headers = { ...CSV, 'idempotency-key': 'import-1' };
    const first = await edge.api('POST', '/v1/imports?kind=leads', 'email\nkey@idem.example\n', headers);
    const second = await edge.api('POST', '/v1/imports?kind=leads', 'email\nkey@idem.example\n', headers);
    expect([second.body.id, second.headers.get('idempotent-replayed')]).toEqual([first.body.id, 'true']);
    expect((await edge.api('POST', '/v1/imports?kind=touches', 'email\n', headers)).status).toBe(422);
  });
});

describe('a file in parts', () => {
  it('takes parts that end anywhere, each from where the last line ended', async () => {
    const rows = Array.from({ length: 700 }, (_, n) => `p${n}@parts.example,"Nr. ""${n}""\nof 700",Zoë\n`);
    const file = new TextEncoder().encode(`email,attributes.name,attributes.city\n${rows.join('')}`);
    const { id } = (await edge.api('POST', '/v1/imports', { kind: 'leads', size: file.length })).body;
    let offset = 0;
    for (let parts = 0; offset < file.length && parts < 50; parts++) {
      const isLast = offset + 3001 >= file.length;
      const query = `offset=${offset}&complete=${isLast ? 1 : 0}`;
      const part = await fetch(`${edge.url}/v1/imports/${id}?${query}`, {
        method: 'PATCH',
        headers: { ...CSV, authorization: `Bearer ${edge.keys.secretKey}` },
        body: file.slice(offset, offset + 3001),
      });
      offset = (await part.json()).offset;
    }
    const done = await edge.api('GET', `/v1/imports/${id}`);
    expect(counts(done)).toEqual({ state: 'done', accepted: 700, duplicates: 0, rejected: 0 });
    expect(done.body).toMatchObject({ offset: file.length, lines: 1401 });
    expect((await edge.score('p699@parts.example', '&fresh=1')).lead.name).toBe('Nr. "699"\nof 700');
  });

  it('lets one of two parts that race for the same place win, and doubles nothing', async () => {
    const { id } = (await edge.api('POST', '/v1/imports', { kind: 'touches' })).body;
    const file = `email,type,occurredAt\n${`race@parts.example,email_opened,${at}\n`.repeat(40)}`;
    const part = () => edge.api('PATCH', `/v1/imports/${id}?offset=0&complete=1`, file, CSV);
    const answers = await Promise.all([part(), part(), part()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await edge.score('race@parts.example', '&fresh=1&snapshot=1')).snapshot.tally.touches).toBe(40);
  });
});
