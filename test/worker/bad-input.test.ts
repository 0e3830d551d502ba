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
    ['a date in 1970', { occurredAt: '1970-01-01T00:00:00Z' }, 'events.0.occurredAt'],
    ['a date in 2099', { occurredAt: '2099-01-01T00:00:00Z' }, 'events.0.occurredAt'],
    ['a date that is none', { occurredAt: 'echo' }, 'events.0.occurredAt'],
    ['NaN as text', { occurredAt: 'NaN' }, 'events.0.occurredAt'],
    ['an unknown type', { type: 'echo' }, 'events.0.type'],
    ['a prototype’s name as type', { type: 'constructor' }, 'events.0.type'],
    ['an unknown field', { mark: MARK }, 'events.0.mark'],
    ['a field with a hostile name', { [MARK]: 1 }, 'events.0.(unnamed)'],
    ['no id', { id: undefined }, 'events.0.id'],
    [
      'an address of 10,000 characters',
      { type: 'form_submitted', email: `${'a'.repeat(10_000)}@x.example` },
      'events.0.email',
    ],
    ['an address that is none', { type: 'identified', email: MARK }, 'events.0.email'],
    ['attention of a negative length', { type: 'page_engaged', engagedMs: -1 }, 'events.0.engagedMs'],
    ['a title that is a list', { title: ['echo'] }, 'events.0.title'],
  ])('names the field: %s', async (_, more, path) => {
    const answer = await edge.events('v-bad', [page(more)]);
    expectProblem(answer, 422);
    expect(paths(answer)).toContain(path);
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

describe('the private API', () => {
  it.each([
    ['PUT', '/v1/leads', { email: 'x' }, 'email'],
    ['PUT', '/v1/leads', { email: 'a@b.example', surprise: 1 }, 'surprise'],
    ['PUT', '/v1/leads', { email: 'a@b.example', attributes: { title: { deep: 1 } } }, 'attributes.title'],
    ['PUT', '/v1/leads', { email: 'a@b.example', observedAt: '2099-01-01T00:00:00Z' }, 'observedAt'],
    ['PUT', '/v1/accounts/echo', {}, 'domain'],
    ['POST', '/v1/touches', { touches: [] }, 'touches'],
    [
      'POST',
      '/v1/touches',
      { touches: [{ id: 't', email: 'a@b.example', type: 'toString', occurredAt: 1e12 }] },
      'touches.0.type',
    ],
    ['POST', '/v1/touches', { touches: [{ id: 't', type: 'news', occurredAt: 1e12 }] }, 'touches.0.email'],
    [
      'POST',
      '/v1/touches',
      { touches: [{ id: 't', email: 'a@b.example', type: 'news', occurredAt: 1 }] },
      'touches.0.occurredAt',
    ],
    ['POST', '/v1/outcomes', { email: 'a@b.example', outcome: 'echo' }, 'outcome'],
    ['POST', '/v1/outcomes', { email: 'a@b.example', lead: 'ld_1', outcome: 'won' }, ''],
    ['POST', '/v1/scores', { keys: [{ email: 'a@b.example', lead: 'x' }] }, 'keys.0'],
    ['POST', '/v1/scores', { keys: Array.from({ length: 101 }, () => ({ lead: 'x' })) }, 'keys'],
    ['GET', '/v1/scores?email=a@b.example&at=echo', undefined, 'at'],
    ['GET', '/v1/scores?email=a@b.example&model=99', undefined, 'model'],
    ['GET', '/v1/scores', undefined, ''],
    ['GET', '/v1/leads?limit=0', undefined, 'limit'],
    ['GET', '/v1/leads?cursor=echo', undefined, 'cursor'],
    ['GET', '/v1/leads?sort=echo', undefined, 'sort'],
  ])('%s %s names the field', async (method, path, body, field) => {
    const answer = await edge.api(method, path, body);
    expectProblem(answer, 422);
    expect(paths(answer)).toContain(field);
  });

  it.each([
    ['PUT', '/v1/leads', '{', 'application/json', 422],
    ['PUT', '/v1/leads', '{}', 'text/plain', 415],
    ['PUT', '/v1/leads', `"${MARK.repeat(40_000)}"`, 'application/json', 413],
    ['GET', '/v1/leads/echo', undefined, '', 404],
    ['GET', '/v1/leads/ld_00000000000000000000000000/timeline', undefined, '', 404],
    ['GET', '/v1/echo', undefined, '', 404],
  ])('%s %s answers with the contract’s status', async (method, path, body, type, status) => {
    expectProblem(await edge.api(method, path, body, type === '' ? {} : { 'content-type': type }), status);
  });

  it('takes prototype keys for what they are: nothing', async () => {
    const body = '{"email":"proto@northwind.example","attributes":{"__proto__":{"title":"CEO"},"constructor":"x"}}';
    expect((await edge.api('PUT', '/v1/leads', body, { 'content-type': 'application/json' })).status).toBe(200);
    expect((await edge.api('GET', '/v1/leads?q=proto@northwind')).body.leads[0]?.lead.name).toBeNull();
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
