/** Nonsense from servers: a clear 4xx that names the field in plain words, echoes nothing, and loses nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const MARK = '<script>alert("echo")</script>';

describe('the private API', () => {
  it.each([
    ['PUT', '/v1/leads', { email: 'x' }, 'email'],
    ['PUT', '/v1/leads', { email: 'a@b.example', surprise: 1 }, 'surprise'],
    ['PUT', '/v1/leads', { email: 'a@b.example', attributes: { title: { deep: 1 } } }, 'attributes.title'],
    ['PUT', '/v1/leads', { email: 'a@b.example', observedAt: '2099-01-01T00:00:00Z' }, 'observedAt'],
    ['PUT', '/v1/accounts/echo', {}, 'domain'],
    ['POST', '/v1/touches', { touches: [] }, 'touches'],
    ['PUT', '/v1/leads', { email: 'a@b.example', attributes: [] }, 'attributes'],
    ['PUT', '/v1/leads', { email: 'a@b.example', aliases: [] }, 'aliases'],
    ['PUT', '/v1/leads', { email: 'a@b.example', attributes: { title: 'a\0b' } }, 'attributes.title'],
    ['PUT', '/v1/leads', { email: 'a@b.example', aliases: { hubspot: '12' } }, 'aliases.hubspot'],
    ['PUT', '/v1/leads', { email: 'a@b.example', aliases: { salesforce: '12' } }, 'aliases.salesforce'],
    ['PUT', '/v1/accounts/b.example', { attributes: { employees: -5 } }, 'attributes.employees'],
    ['PUT', '/v1/accounts/b.example', { attributes: { employees: 1e308 } }, 'attributes.employees'],
    ['PUT', '/v1/accounts/b.example', { attributes: { annual_revenue: -1 } }, 'attributes.annual_revenue'],
    ['PUT', '/v1/accounts/gmail.com', { attributes: { name: 'Mail' } }, 'domain'],
    ['POST', '/v1/outcomes', { email: 'a@b.example', outcome: 'won', value: -5 }, 'value'],
    ['GET', '/v1/scores?hubspot=12', undefined, 'hubspot'],
    ['GET', '/v1/scores?pipedrive=acme', undefined, 'pipedrive'],
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
    ['GET', '/v1/leads?sla=echo', undefined, 'sla'],
  ])('%s %s names the field', async (method, path, body, field) => {
    const answer = await edge.api(method, path, body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(answer.body.errors.map(({ path }) => path)).toContain(field);
    expect(answer.text).not.toContain('echo');
  });

  it.each([
    ['PUT', '/v1/leads', '{', 'application/json', 422],
    ['PUT', '/v1/leads', '{}', 'text/plain', 415],
    ['PUT', '/v1/leads', `"${MARK.repeat(40_000)}"`, 'application/json', 413],
    ['GET', '/v1/leads/echo', undefined, '', 404],
    ['GET', '/v1/leads/ld_00000000000000000000000000/timeline', undefined, '', 404],
    ['GET', '/v1/echo', undefined, '', 404],
  ])('%s %s answers with the contract’s status', async (method, path, body, type, status) => {
    const answer = await edge.api(method, path, body, type === '' ? {} : { 'content-type': type });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(answer.text).not.toContain('echo');
  });

  it.each([
    ['a signal that is none', { type: 'toString' }, 'type'],
    ['nobody', { email: undefined }, 'email'],
    ['1970', { occurredAt: 1 }, 'occurredAt'],
    ['a mailbox provider', { email: undefined, domain: 'gmail.com' }, 'domain'],
    ['a purchase of nothing', { type: 'purchase_made' }, 'amount'],
    ['a purchase below nothing', { type: 'purchase_made', amount: -1 }, 'amount'],
    ['more than all', { type: 'video_watched', percent: 101 }, 'percent'],
  ])('refuses a touch of %s and takes the rest', async (_, more, path) => {
    const good = { id: edge.id(), email: 'rest@b.example', type: 'news', occurredAt: Date.now() };
    const { status, body } = await edge.api('POST', '/v1/touches', {
      touches: [
        { ...good, ...more },
        { ...good, id: edge.id() },
      ],
    });
    expect([status, body]).toMatchObject([202, { accepted: 1, rejected: [{ index: 0, path }] }]);
  });

  it('takes what else a server knows of a touch, and leaves out what nobody knows', async () => {
    const email = 'more@quiet.example';
    const known = {
      type: 'video_watched',
      percent: 80,
      file: '/tour',
      campaign: 'spring',
      form: 'x',
      referrer: 'https://b.example',
    };
    const touch = { id: edge.id(), email, occurredAt: Date.now(), ...known, surprise: MARK };
    const { body, text } = await edge.api('POST', '/v1/touches', { touches: [touch] });
    expect(body).toMatchObject({ accepted: 1, rejected: [], warnings: [{ index: 0, path: 'surprise' }] });
    expect(text).not.toContain('echo');
    const { lead } = await edge.score(email, '&fresh=1');
    const { touches } = (await edge.api('GET', `/v1/leads/${lead.id}/timeline`)).body;
    expect(touches).toEqual([expect.objectContaining(known)]);
    expect(touches[0]).not.toHaveProperty('surprise');
  });

  it('keeps a word that says nothing to it, and says so', async () => {
    const { status, body } = await edge.api('PUT', '/v1/accounts/b.example', {
      attributes: { employees: 'many', name: 'Fabrikam', industry: '' },
    });
    expect([status, body]).toMatchObject([200, { warnings: [{ path: 'attributes.employees' }] }]);
    expect((await edge.api('GET', '/v1/accounts/b.example')).body.account.attributes).toMatchObject({
      employees: [{ value: 'many', source: 'api' }],
    });
  });

  it('speaks plainly', async () => {
    const message = async (body: unknown) => {
      const { errors } = (await edge.api('PUT', '/v1/leads', body)).body;
      return errors.map(({ path, message }) => `${path} ${message}`);
    };
    expect(await message({ email: 5, attributes: 'x', aliases: 7 })).toEqual([
      'email is not text',
      'attributes is not an object such as { … }',
      'aliases is not an object such as { … }',
    ]);
    expect(await message({})).toEqual(['email is missing']);
    const { errors } = (await edge.api('GET', '/v1/scores?email=a@b.example&at=2026-11-22')).body;
    expect(errors[0]?.message).toContain('2026-11-22T09:00:00Z');
    expect((await edge.api('GET', '/v1/leads?sort=x')).body.errors).toEqual([
      { path: 'sort', message: 'is none of priority, balance, points, recent, due' },
    ]);
  });

  it('takes prototype keys for what they are: nothing', async () => {
    const body = '{"email":"proto@northwind.example","attributes":{"__proto__":{"title":"CEO"},"constructor":"x"}}';
    expect((await edge.api('PUT', '/v1/leads', body, { 'content-type': 'application/json' })).status).toBe(200);
    expect((await edge.api('GET', '/v1/leads?q=proto@northwind')).body.leads[0]?.lead.name).toBeNull();
  });
});
