/** Nonsense at the door: a clear 4xx that names the field, echoes nothing, and loses nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const MARK = '<script>alert("echo")</script>';
const paths = ({ body }: Answer): string[] => body.errors.map(({ path }) => path);
const page = (more: object) => ({ id: edge.id(), type: 'page_viewed', occurredAt: Date.now(), ...more });

function expectProblem(answer: Answer, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.text).not.toContain('echo');
}

describe('capture', () => {
  it.each([
    ['broken JSON', '{"key":', 422],
    ['a list', '[]', 401],
    ['no key', '{"visitor":"v-1","events":[{}]}', 401],
    ['a megabyte of nonsense', MARK.repeat(40_000), 413],
    ['binary', '\u0000\u0001\u0002', 422],
  ])('refuses %s', async (_, body, status) => {
    expectProblem(await edge.call('POST', '/v1/events', body, { 'content-type': 'text/plain' }), status);
  });

  it('refuses another content type, a secret key, an unknown key of the site', async () => {
    expectProblem(await edge.call('POST', '/v1/events', '{}', { 'content-type': 'image/png' }), 415);
    const withKey = (key: string) => JSON.stringify({ key, visitor: 'v-1', events: [page({})] });
    expectProblem(await edge.call('POST', '/v1/events', withKey(edge.keys.secretKey)), 403);
    expectProblem(await edge.call('POST', '/v1/events', withKey('pk_echo')), 401);
    expectProblem(await edge.call('POST', '/v1/events', withKey('__proto__')), 401);
  });

  it.each([
    ['a date in 1970', { occurredAt: '1970-01-01T00:00:00Z' }, 'occurredAt'],
    ['a date in 2099', { occurredAt: '2099-01-01T00:00:00Z' }, 'occurredAt'],
    ['a date that is none', { occurredAt: 'echo' }, 'occurredAt'],
    ['NaN as text', { occurredAt: 'NaN' }, 'occurredAt'],
    ['an unknown type', { type: 'echo' }, 'type'],
    ['a prototype’s name as type', { type: 'constructor' }, 'type'],
    ['no id', { id: undefined }, 'id'],
    ['an address of 10,000 characters', { type: 'form_submitted', email: `${'a'.repeat(10_000)}@x.example` }, 'email'],
    ['an address that is none', { type: 'identified', email: MARK }, 'email'],
    ['attention of a negative length', { type: 'page_engaged', engagedMs: -1 }, 'engagedMs'],
    ['a title that is a list', { title: ['echo'] }, 'title'],
    ['a title with a NUL character', { title: 'a\0b' }, 'title'],
    ['properties that are a list', { type: 'custom', name: 'x', properties: [] }, 'properties'],
  ])('names the field: %s', async (_, more, path) => {
    const answer = await edge.events('v-bad', [page(more)]);
    expect(answer).toMatchObject({ status: 202, body: { accepted: 0, duplicates: 0, rejected: [{ index: 0, path }] } });
    expect(answer.text).not.toContain('echo');
  });

  it.each([
    ['an unknown field', { mark: MARK }, 'mark'],
    ['a field with a hostile name', { [MARK]: 1 }, '(unnamed)'],
    ['a prototype’s name as a field', { constructor: 1 }, 'constructor'],
  ])('takes an event without what it cannot be: %s', async (_, more, path) => {
    const answer = await edge.events('v-bad', [page({}), page(more)]);
    expect(answer.body).toMatchObject({ accepted: 2, rejected: [], warnings: [{ index: 1, path }] });
    expect(answer.text).not.toContain('echo');
  });

  it('refuses what is not UTF-8, and what is compressed', async () => {
    const send = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
      fetch(`${edge.url}/v1/events`, { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } });
    const bytes = new TextEncoder().encode(
      JSON.stringify({ key: edge.keys.siteKey, visitor: 'v-utf', events: [page({})] }),
    );
    expect((await send(bytes, {})).status).toBe(202);
    expect((await send(bytes, { 'content-encoding': 'gzip' })).status).toBe(415);
    const broken = await send(bytes.with(-3, 0xff), {});
    expect([broken.status, (await broken.json()).errors]).toEqual([422, [{ path: '', message: 'is not UTF-8' }]]);
  });

  it('stores the good events of a batch with bad ones', async () => {
    const answer = await edge.events('v-mixed', [
      page({ occurredAt: 0 }),
      page({}),
      7,
      null,
      page({ url: 5 }),
      page({}),
    ]);
    expect(answer).toMatchObject({ status: 202, body: { accepted: 2, duplicates: 0 } });
    expect(answer.body.rejected.map(({ index, path }) => [index, path])).toEqual([
      [0, 'occurredAt'],
      [2, ''],
      [3, ''],
      [4, 'url'],
    ]);
  });

  it('refuses 101 events, and a body over 64 KB though each event is good', async () => {
    expect(
      paths(
        await edge.events(
          'v-many',
          Array.from({ length: 101 }, () => page({})),
        ),
      ),
    ).toEqual(['events']);
    expectProblem(
      await edge.events(
        'v-large',
        Array.from({ length: 60 }, () => page({ url: `https://a.example/${'x'.repeat(2000)}` })),
      ),
      413,
    );
  });

  it('corrects a clock that is off as a whole', async () => {
    const off = 2 * 365 * 86_400_000;
    const event = {
      id: edge.id(),
      type: 'identified',
      occurredAt: Date.now() - off - 1000,
      email: 'clock@northwind.example',
    };
    const batch = { key: edge.keys.siteKey, visitor: 'v-clock', sentAt: Date.now() - off, events: [event] };
    expect((await edge.call('POST', '/v1/events', batch)).status).toBe(202);
    const { body } = await edge.api('GET', '/v1/leads?q=clock@northwind');
    const timeline = await edge.api('GET', `/v1/leads/${body.leads[0]?.lead.id}/timeline`);
    expect(Math.abs(Date.parse(timeline.body.touches[0]?.occurredAt ?? '') - Date.now())).toBeLessThan(60_000);
  });
});

describe('a method that an address does not take', () => {
  it.each([
    ['GET', '/v1/events', 'OPTIONS, POST'],
    ['DELETE', '/v1/touches', 'POST'],
    ['POST', '/v1/leads', 'PUT, GET, HEAD'],
    ['PATCH', '/v1/leads/ld_00000000000000000000000000', 'GET, HEAD, DELETE'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['GET', '/v1/outcomes', 'POST'],
  ])('%s %s is refused, and told which it takes', async (method, path, allowed) => {
    const answer = await edge.call(method, path);
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(allowed.split(', ').sort());
  });

  it('at an address that is none is still nothing', async () => {
    expectProblem(await edge.call('DELETE', '/v1/luck'), 404);
  });
});
